/*
 * Opens the files of a trail.  Whoever reads somebody else's recordings, root mostly, writes into that person's trail:
 * nothing that lies there may lead him elsewhere, and nothing that he makes may shut its owner out.
 */
#ifndef STENO_TRAIL_CABINET_H
#define STENO_TRAIL_CABINET_H

/* A file of the folder: its descriptor, or minus errno.  -EPERM: it is not its folder's owner's, or has other names. */
int cabinet_open(const char *folder, const char *name, int flags);

#endif
