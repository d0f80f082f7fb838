/* The other programs of the Steno that this one belongs to: beside us in a build tree or an installation, never by PATH. */
#ifndef STENO_SEARCH_SIBLING_H
#define STENO_SEARCH_SIBLING_H

/* The path of `steno`, to be freed, where there is a player for it to run; else NULL. */
char *sibling_player(void);

#endif
