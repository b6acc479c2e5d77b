import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { documentedFieldsOf, type DtoClass } from '#contracts';

const handedOver = new Set<DtoClass>();

/** The class of a message, after what its fields say of themselves was handed to Swagger, and that of the elements in them. */
export function documented<Message extends DtoClass>(message: Message): Message {
  if (handedOver.has(message)) return message;
  handedOver.add(message);
  for (const { name, ...documentation } of documentedFieldsOf(message)) {
    ApiProperty(documentation as ApiPropertyOptions)(message.prototype as object, name);
    for (const type of [documentation.type].flat()) {
      if (type !== undefined && documentedFieldsOf(type as DtoClass).length > 0) documented(type as DtoClass);
    }
  }
  return message;
}
