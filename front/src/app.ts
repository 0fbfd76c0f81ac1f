/* Every page works without this file. Each module is attached by a `data-` attribute and helps where it can. */
import { announcer } from "./modules/announce";
import { copyButtons } from "./modules/copy";
import { compositionEnter } from "./modules/enter";
import { liveFilters } from "./modules/filter";
import { unsavedChanges } from "./modules/guard";
import { keptForms } from "./modules/keep";
import { sentOnce } from "./modules/once";
import { printButtons } from "./modules/print";
import { refreshedMain } from "./modules/refresh";
import { viewInPlace } from "./modules/view";

announcer();
viewInPlace(); // before all that listens to forms being sent
compositionEnter();
liveFilters(); // before `sentOnce`: a search may be sent again at once
sentOnce();
unsavedChanges();
keptForms();
printButtons();
copyButtons();
refreshedMain();
