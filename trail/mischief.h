/*
 * What anybody can do to a store's files who can write them, and what nobody may call tampering: each changes the patient's bytes,
 * or the files, and says where that must be found.  False: it can't be done here.
 */
#ifndef STENO_TRAIL_MISCHIEF_H
#define STENO_TRAIL_MISCHIEF_H

#include "trail/patient.h"

/* Files of any kind. */
bool mischief_flip_bit(struct patient *);
bool mischief_swap_units(struct patient *);
bool mischief_drop_unit(struct patient *);
bool mischief_repeat_unit(struct patient *);
bool mischief_cut_at_unit(struct patient *);
bool mischief_cut_in_unit(struct patient *);
bool mischief_append_rubbish(struct patient *);

/* Recordings. */
bool mischief_foreign_frame(struct patient *);
bool mischief_foreign_file(struct patient *);
bool mischief_make_anew(struct patient *);
bool mischief_remove_file(struct patient *);

/* No tampering. */
bool mischief_pack(struct patient *);
bool mischief_redact(struct patient *);
bool mischief_prune(struct patient *);
bool mischief_crash(struct patient *);

#endif
