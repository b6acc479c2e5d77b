/** Values of the examples, all of public test persons and made-up units. */
export const exampleAssertionId = '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de';

/** Registered by mistake, and then deleted. */
export const exampleMistakenAssertionId = '7b1d3c52-0f0e-4a6b-8f0a-4f1f5c3e9a11';

/** A webhook. */
export const exampleWebhookId = 'c9d2b7a0-4c1e-4b7e-9f55-6a5bb1a1c0de';

export const exampleCareProviderId = 'SE165565594230-1000';

export const exampleCareUnitId = 'SE165565594230-1B0C';

export const exampleEmployeeId = 'SE165565594230-1A2B';

export const examplePatient = { root: '1.2.752.129.2.1.3.1', extension: '191212121212' };

export const exampleGuardian = { root: '1.2.752.129.2.1.3.3', extension: '197010632391' };

const actor = {
  employeeId: exampleEmployeeId,
  assignmentId: 'SE165565594230-1C3D',
  assignmentName: 'Vård och behandling',
};

interface ExampleAction {
  readonly requestDate: string;
  readonly requestedBy: typeof actor;
  readonly registrationDate: string;
  readonly registeredBy: typeof actor;
  readonly reasonText: string;
}

/** An action of the example's employee. */
export const exampleAction = (
  requestDate: string,
  registrationDate: string,
  reasonText: string,
): ExampleAction => ({
  requestDate,
  requestedBy: { ...actor },
  registrationDate,
  registeredBy: { ...actor },
  reasonText,
});
