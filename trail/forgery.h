/* What somebody can do to a log who knows how it is made: as in trail/mischief.h. */
#ifndef STENO_TRAIL_FORGERY_H
#define STENO_TRAIL_FORGERY_H

#include "trail/patient.h"

/* One entry, and all digests from there on made right. */
bool forgery_rewrite(struct patient *);

/* The same, and the checkpoints signed anew: with the key of another epoch, or with the owner's. */
bool forgery_rewrite_and_sign(struct patient *);

/* Log and checkpoints as they were at an earlier checkpoint. */
bool forgery_roll_back(struct patient *);

#endif
