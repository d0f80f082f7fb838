/*
 * The configuration: the system's file, then the user's, then options; each may override what is
 * before it, except what the system's file locks.  Keys, defaults and what they accept stand in one
 * table.  doc/man/steno.conf.5 is its manual.
 */
#ifndef STENO_CONFIG_CONFIG_H
#define STENO_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"

struct config;

enum config_source { CONFIG_DEFAULT, CONFIG_SYSTEM, CONFIG_USER, CONFIG_OPTION };

/* All defaults.  NULL when memory is out. */
struct config *config_new(void);
void config_free(struct config *);

/*
 * Read a file over what is there.  One that does not exist is no error.  On failure *message is a
 * sentence with file and line (to be freed) and nothing of the file is in force.  A user's line for
 * a locked key is passed over.
 */
int config_read(struct config *, const char *path, enum config_source, char **message);

/* Where the system's file is; and the user's for this home, to be freed. */
const char *config_system_path(void);
char *config_user_path(const char *home, const char *xdg_config_home);

/* Set one key, as an option does; -EPERM when it is locked, ERR_UNKNOWN, ERR_RANGE; *message says. */
int config_set(struct config *, const char *key, const char *value, enum config_source,
    char **message);

/* The value in force; "" when it has none.  The key must be one of the table. */
const char *config_get(const struct config *, const char *key);
enum config_source config_where(const struct config *, const char *key);
/* For keys that are sizes (512M) or times (7d): bytes, or milliseconds; 0 is "never". */
int64_t config_number(const struct config *, const char *key);
/* Is `word` one of the comma-separated words of the value? */
bool config_has_word(const struct config *, const char *key, const char *word);

/* All keys with the values in force, in the table's order: what is digested into the header. */
int config_dump(const struct config *, struct buffer *out);

#endif
