/* Rulings, for people and as JSON. */
#ifndef STENO_TRAIL_RECITAL_H
#define STENO_TRAIL_RECITAL_H

#include "trail/ruling.h"

void recital_recording(const char *path, struct ruling *);
void recital_recording_json(const char *path, const struct ruling *);
void recital_trail(const char *store, const struct audit_result *, bool witness);
void recital_trail_json(const char *store, const struct audit_result *, bool witness);

struct inspection;

/* Of an archive of evidence; `asked`: with a key by which it was to be signed. */
void recital_bundle(const char *path, const struct inspection *, bool asked);
void recital_bundle_json(const char *path, const struct inspection *);

#endif
