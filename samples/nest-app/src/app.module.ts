import { Module } from '@nestjs/common';
import { ConsentClientModule } from '@consent-ledger/client/nest';
import { RecordsController } from './records.controller';

@Module({
  imports: [
    ConsentClientModule.forRootAsync({
      useFactory: () => ({ url: process.env.CONSENT_URL ?? 'http://127.0.0.1:3000' }),
    }),
  ],
  controllers: [RecordsController],
})
export class AppModule {}
