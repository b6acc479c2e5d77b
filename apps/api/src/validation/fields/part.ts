import { applyDecorators } from '@nestjs/common';
import { ValidateNested } from 'class-validator';
import type { DtoClass } from '../plan';
import { obey } from '../rule';
import { IsPart } from '../rules/part';
import type { FieldOptions } from './field';
import { field, inXml, silenceOf } from './field';

/** The rules of an element with elements of its own, described by `type`. */
export const nested = (type: DtoClass, options: FieldOptions): PropertyDecorator =>
  applyDecorators(inXml(options, type), obey(IsPart, silenceOf(options), type), ValidateNested());

/** An element with elements of its own, described by `type`. */
export const Part = (type: DtoClass, options: FieldOptions): PropertyDecorator =>
  field(options, { type }, nested(type, options));
