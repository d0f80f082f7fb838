/* How many columns a character takes: 0 when it joins the one before, else 1 or 2.  The table is
 * ours, so that a recording looks the same whatever the locale and the library of the machine. */
#ifndef STENO_SCREEN_WIDTH_H
#define STENO_SCREEN_WIDTH_H

#include <stdint.h>

int width_of(uint32_t code);

#endif
