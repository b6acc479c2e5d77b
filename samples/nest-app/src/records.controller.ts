import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { IIType, Question } from '@consent-ledger/client';
import { RequireConsent } from '@consent-ledger/client/nest';
import { signedIn } from './signed-in';

interface ReadRecord {
  readonly patientId: IIType;
}

/** Who is signed in wants to read the record of the patient in the body: an identity is never in an address. */
const questionOf = ({ body }: { readonly body: ReadRecord }): Question => ({
  accessingActor: signedIn(),
  patientId: body.patientId,
});

@Controller('records')
export class RecordsController {
  @Post('read')
  @HttpCode(200)
  @RequireConsent(questionOf)
  read(@Body() { patientId }: ReadRecord): { patientId: IIType; notes: string[] } {
    return { patientId, notes: ['Blood pressure 120/80.'] };
  }
}
