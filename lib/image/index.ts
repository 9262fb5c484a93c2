export { type Alignment, describeAlignment, readAlignment } from "./align.ts";
export { computeChangeMap } from "./change-map.ts";
export { derivePicture } from "./derive-picture.ts";
export { inspectPicture, MAX_PICTURE_BYTES, MAX_PIXELS } from "./inspect-picture.ts";
export { hammingDistance } from "./perceptual-hash.ts";
export { type AddressedVariant, openPictureToken, pictureAddress } from "./picture-address.ts";
export { readAddressedPicture } from "./read-addressed.ts";
export { changeMapKey, derivativeKey, getStorage, isOutOfSpace, originalKey, storageFull } from "./storage.ts";
export { type StoredPicture, storePictureBytes, toPictureRow } from "./store-picture.ts";
