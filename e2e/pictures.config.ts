// The pictures of README and docs: `npm run pictures`.
import usual from "./playwright.config.ts";

export default { ...usual, testDir: "pictures", workers: 1 };
