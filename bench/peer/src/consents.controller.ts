import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ConsentsService } from './consents.service';
import { CheckConsent, RegisterExtendedConsent } from './messages';

const OK = { resultCode: 'OK' };

@Controller('v2')
export class ConsentsController {
  constructor(private readonly consents: ConsentsService) {}

  @Post('register-extended-consent')
  async register(@Body() request: RegisterExtendedConsent) {
    await this.consents.register(request);
    return { result: OK };
  }

  @Post('check-consent')
  @HttpCode(200)
  async check(@Body() request: CheckConsent) {
    const consent = await this.consents.check(request);
    const assertionType = consent?.assertionType;
    return { checkResult: { result: OK, hasConsent: consent !== null, assertionType } };
  }
}
