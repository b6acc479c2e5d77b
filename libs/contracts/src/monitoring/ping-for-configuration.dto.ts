import { Answer, Uri } from '../validation';

/** PingForConfiguration, as asked: for platforms that find a service by it. */
export class PingForConfigurationDto {
  @Uri({ about: 'The namespace of the contract that the ping concerns.' })
  serviceContractNamespace: string;

  @Uri({ about: 'The logical address that the ping concerns.' })
  logicalAddress: string;
}

/** One fact about the service that answers: the contract's ConfigurationType. */
export class ConfigurationType {
  @Answer('text', { about: 'What it is.' })
  name: string;

  @Answer('text', { about: 'How it is here.' })
  value: string;
}

/** PingForConfiguration, as answered. */
export class PingForConfigurationResponse {
  @Answer('text', { about: 'The version of the service.' })
  version: string;

  @Answer('time of a ping', { about: 'When it was answered.' })
  pingDateTime: string;

  @Answer([ConfigurationType], { about: 'What helps to find a fault.' })
  configuration: ConfigurationType[];
}
