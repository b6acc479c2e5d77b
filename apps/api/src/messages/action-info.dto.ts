import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ActorType } from './actor.dto';

/** Who asked for something and who put it into the system: the contract's ActionType, in answers. */
export class ActionType {
  @ApiProperty({ description: 'When it was asked for.', example: '2025-01-15T09:30:00' })
  requestDate: string;

  @ApiProperty({ type: ActorType, description: 'Who asked for it.' })
  requestedBy: ActorType;

  @ApiProperty({ description: 'When it was put into the system.', example: '2025-01-15T09:45:00' })
  registrationDate: string;

  @ApiProperty({ type: ActorType, description: 'Who put it into the system.' })
  registeredBy: ActorType;

  @ApiPropertyOptional({ description: 'Why, in words.', maxLength: 1024 })
  reasonText?: string;
}
