import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConsentsController } from './consents.controller';
import { ConsentsService } from './consents.service';
import { AuditEntry, Consent } from './entities';

const CONNECTIONS = 20;

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      entities: [Consent, AuditEntry],
      synchronize: true,
      poolSize: CONNECTIONS,
    }),
  ],
  controllers: [ConsentsController],
  providers: [ConsentsService],
})
export class AppModule {}
