/*
 * What commands showed, as it stood on the screen: the lines that were written between a command's Enter and its end,
 * and for programs that took the whole screen, each line that their screen had when somebody could read it, once.
 */
#ifndef STENO_INDEXER_HARVEST_H
#define STENO_INDEXER_HARVEST_H

#include "indexer/command.h"
#include "indexer/letter.h"
#include "lib/cast/event.h"
#include "lib/screen/screen.h"

struct harvest;

/* NULL when memory is out.  It stays as long as the worker that it is in. */
struct harvest *harvest_new(void);

/* Before the event reaches the screen. */
void harvest_watch(struct harvest *, const struct screen *, const struct event *);

/* It was committed. */
void harvest_begin(struct harvest *, const struct command *);

/*
 * It has ended: its text, into output->text (borrowed until the next call), without the line of the cursor, which is
 * the next prompt's.  Of what is too long the end is kept.  False: it showed nothing.
 */
bool harvest_take(struct harvest *, const struct screen *, const struct command_end *, struct letter_output *output);

#endif
