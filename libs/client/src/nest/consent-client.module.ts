import {
  Inject,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type MiddlewareConsumer,
  type ModuleMetadata,
  type NestModule,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { ConsentClient } from '../consent-client';
import { CONSENT_CLIENT_OPTIONS, type ConsentClientModuleOptions } from './module-options';
import { RequestScopeMiddleware } from './request-scope.middleware';

/** The options, made by a factory with what it injects. */
export interface ConsentClientModuleAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: FactoryProvider['inject'];
  // What is injected is of the types that the factory says, as everywhere in Nest.
  readonly useFactory: (
    ...injected: never[]
  ) => ConsentClientModuleOptions | Promise<ConsentClientModuleOptions>;
}

/** Gives an application one ConsentClient, everywhere, and each of its requests a scope of its own. */
@Module({})
export class ConsentClientModule implements NestModule, OnApplicationShutdown {
  constructor(@Inject(ConsentClient) private readonly client: Partial<Pick<ConsentClient, 'close'>>) {}

  static forRoot(options: ConsentClientModuleOptions): DynamicModule {
    return moduleWith({ provide: CONSENT_CLIENT_OPTIONS, useValue: options });
  }

  static forRootAsync({ imports, inject, useFactory }: ConsentClientModuleAsyncOptions): DynamicModule {
    const options = { provide: CONSENT_CLIENT_OPTIONS, inject, useFactory };
    return { ...moduleWith(options as FactoryProvider), imports };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(RequestScopeMiddleware).forRoutes('*');
  }

  onApplicationShutdown(): void {
    this.client.close?.();
  }
}

const moduleWith = (options: Provider): DynamicModule => ({
  module: ConsentClientModule,
  global: true,
  providers: [
    options,
    {
      provide: ConsentClient,
      inject: [CONSENT_CLIENT_OPTIONS],
      useFactory: (from: ConsentClientModuleOptions) => new ConsentClient(from),
    },
  ],
  exports: [ConsentClient, CONSENT_CLIENT_OPTIONS],
});
