import {
  Allow,
  IsDefined,
  IsString,
  registerDecorator,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
} from 'class-validator';
import { compilePlan, createValidator, FreeText, obey, PlanError } from '.';
import { IsPart, Uuid } from './rules/plain-values';
import { isAbsent } from './values';

const optional = { about: 'A text.', maxLength: 3, example: 'abc', optional: true };

class Good {
  @obey(Uuid)
  assertionId: string;
}

class Nobody {}

class Foreign {
  @IsString()
  scope: string;
}

class Defined {
  @IsDefined()
  scope: string;
}

class Whitelisted {
  @Allow()
  scope: string;
}

class Conditional {
  @ValidateIf(() => false)
  @obey(Uuid)
  scope: string;
}

@ValidatorConstraint({ name: 'slowly', async: true })
class Slowly extends Uuid {}

class Late {
  @obey(Slowly)
  scope: string;
}

class Unnamed extends Uuid {}

class WithoutConstraint {
  @obey(Unnamed)
  scope: string;
}

class Twice {
  @obey(Uuid)
  @obey(Uuid)
  scope: string;
}

class WithoutClass {
  @ValidateNested()
  patientId: object;
}

class WithoutNesting {
  @obey(IsPart, isAbsent, Good)
  scope: object;
}

class Each {
  @ValidateNested({ each: true })
  @obey(IsPart, isAbsent, Good)
  scope: object;
}

class Itself {
  @ValidateNested()
  @obey(IsPart, isAbsent, Itself)
  patientId: object;
}

class Unlisted {
  @FreeText(optional)
  favouriteColour?: string;

  @FreeText(optional)
  animal?: string;

  @FreeText(optional)
  cursor?: string;
}

class Grouped {
  scope: string;
}
registerDecorator({
  target: Grouped,
  propertyName: 'scope',
  validator: Uuid,
  constraints: [],
  options: { groups: ['some'] },
});

class Sometimes {
  scope: string;
}
registerDecorator({
  target: Sometimes,
  propertyName: 'scope',
  validator: Uuid,
  constraints: [],
  options: { validateIf: () => false },
});

describe('A plan', () => {
  it('knows a class by its rules', () => {
    const plan = compilePlan(Good);
    expect(plan.fields.map(({ name, rules }) => [name, rules.map((rule) => rule.name)])).toEqual([
      ['assertionId', ['uuid']],
    ]);
  });

  it.each([
    [Nobody, 'Nobody has no rules.'],
    [Foreign, 'scope: customValidation does not know its row and its text.'],
    [Defined, 'scope: isDefined is not expressible.'],
    [Whitelisted, 'scope: whitelistValidation is not expressible.'],
    [Conditional, 'scope: conditionalValidation is not expressible.'],
    [Late, 'scope: customValidation is not a synchronous rule.'],
    [WithoutConstraint, 'scope: customValidation is not a synchronous rule.'],
    [Twice, 'scope has the same rule twice.'],
    [WithoutClass, 'patientId is nested by halves.'],
    [WithoutNesting, 'scope is nested by halves.'],
    [Each, 'scope has options that are not expressible.'],
    [Grouped, 'scope has options that are not expressible.'],
    [Sometimes, 'scope has options that are not expressible.'],
    [Itself, 'Itself contains itself.'],
  ])('is refused for %p', (dto, message) => {
    expect(() => createValidator(dto)).toThrow(new PlanError(message));
  });
});

it('lists the faults of elements that have no place in the order last, as they were declared', () => {
  const { validate } = createValidator(Unlisted);
  const faults = validate({ animal: 'long', cursor: 'long', favouriteColour: 'long' });
  expect(faults.map(({ element }) => element)).toEqual(['cursor', 'favouriteColour', 'animal']);
});
