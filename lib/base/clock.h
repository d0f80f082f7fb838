/* Times, as integers: milliseconds unless the name says otherwise. */
#ifndef STENO_BASE_CLOCK_H
#define STENO_BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

int64_t clock_realtime_ms(void);  /* since 1970, UTC */
int64_t clock_boottime_ms(void);  /* since boot, sleep included: never steps */
int64_t clock_monotonic_ms(void); /* since some moment, without sleep: how long work takes */

/* "2026-11-21T02:27:49.123Z" into out, which has room for at least 32 bytes. */
void clock_format_utc(int64_t realtime_ms, char *out, size_t size);

/*
 * The local zone: its name as TZ or /etc/localtime give it ("Europe/Paris", else the
 * abbreviation) and its offset from UTC in seconds at that time.
 */
void clock_local_zone(int64_t realtime_ms, char *name, size_t size, int *offset);

/* The kernel's id of this boot, or "" where there is none.  Size at least 37. */
void clock_boot_id(char *out, size_t size);

#endif
