/* Tampers with a store in every known way, and looks whether verifying finds it. */
#ifndef STENO_TRAIL_TAMPER_H
#define STENO_TRAIL_TAMPER_H

#include <stdbool.h>

/*
 * Make a store in a folder of its own, tamper with copies of it, and print for each way how often it was caught.
 * rounds: how many changes in all; 0: a few of each.  0: all were caught, at the right place, and nothing was found where
 * nothing was changed; else how many were not.
 */
int tamper_selftest(bool quiet, unsigned rounds);

#endif
