import sodium from 'libsodium-wrappers-sumo';

// The only import of libsodium in the repository; every other file of this lib goes through it.
await sodium.ready;

export { sodium };
