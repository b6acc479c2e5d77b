export { heldConsents, type HeldConsent } from './held-consents';
