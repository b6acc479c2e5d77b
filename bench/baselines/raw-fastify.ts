import Fastify from 'fastify';

/**
 * The baseline: Fastify alone, with ajv checking the same bodies by JSON schema, answering at once from nothing. What a JSON
 * endpoint costs before it does anything.
 */
const text = { type: 'string', minLength: 1, maxLength: 64 };
const identity = {
  type: 'object',
  additionalProperties: false,
  required: ['root', 'extension'],
  properties: { root: text, extension: text },
};
const actor = {
  type: 'object',
  additionalProperties: false,
  required: ['employeeId'],
  properties: { employeeId: text, assignmentId: text, assignmentName: text },
};
const action = {
  type: 'object',
  additionalProperties: false,
  required: ['requestDate', 'requestedBy', 'registrationDate', 'registeredBy'],
  properties: {
    requestDate: text,
    requestedBy: actor,
    registrationDate: text,
    registeredBy: actor,
    reasonText: { type: 'string', maxLength: 1024 },
  },
};

const check = {
  type: 'object',
  additionalProperties: false,
  required: ['accessingActor', 'patientId'],
  properties: {
    accessingActor: {
      type: 'object',
      additionalProperties: false,
      required: ['employeeId', 'careProviderId', 'careUnitId'],
      properties: { employeeId: text, careProviderId: text, careUnitId: text },
    },
    patientId: identity,
  },
};

const register = {
  type: 'object',
  additionalProperties: false,
  required: [
    'assertionId',
    'assertionType',
    'scope',
    'patientId',
    'careProviderId',
    'careUnitId',
    'registrationAction',
  ],
  properties: {
    assertionId: text,
    assertionType: { enum: ['Consent', 'Emergency'] },
    scope: { enum: ['NationalLevel'] },
    patientId: identity,
    careProviderId: text,
    careUnitId: text,
    employeeId: text,
    startDate: text,
    endDate: text,
    representedBy: identity,
    registrationAction: action,
  },
};

const server = Fastify();
server.post('/v2/check-consent', { schema: { body: check } }, async () => ({
  checkResult: { result: { resultCode: 'OK' }, hasConsent: true, assertionType: 'Consent' },
}));
server.post('/v2/register-extended-consent', { schema: { body: register } }, async (_request, reply) => {
  reply.status(201);
  return { result: { resultCode: 'OK' } };
});

void server.listen({ port: 0, host: '127.0.0.1' }).then((url) => {
  process.stdout.write(`${JSON.stringify({ message: 'listening', url })}\n`);
});
