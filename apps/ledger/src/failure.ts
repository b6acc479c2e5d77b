/** Why a command could not do what it was asked: one sentence for a person, without a personal identity. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
}

/** What was asked for cannot be meant. */
export class WrongUsage extends Failure {
  override readonly name = 'WrongUsage';
}
