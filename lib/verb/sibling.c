/* The other programs of the Steno that this one belongs to. */
#include "lib/verb/sibling.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The first of the places, which begin with a blank for our own folder, where there is a program; to be freed. */
static char *
find(const char *const *places, size_t count)
{
	char here[4096], *slash, *path;
	ssize_t n = readlink("/proc/self/exe", here, sizeof here - 1);
	size_t i;

	here[n > 0 ? n : 0] = '\0';
	if ((slash = strrchr(here, '/')) != NULL)
		*slash = '\0';
	for (i = 0; i < count; i++) {
		if (asprintf(&path, "%s%s", *places[i] == ' ' ? here : "", places[i] + (*places[i] == ' ')) < 0)
			return NULL;
		if (access(path, X_OK) == 0)
			return path;
		free(path);
	}
	return NULL;
}

char *
sibling_program(const char *room, const char *program)
{
	char beside[128], built[128];
	const char *const places[] = {beside, built};

	snprintf(beside, sizeof beside, " /%s", program);
	snprintf(built, sizeof built, " /../%s/%s", room, program);
	return find(places, 2);
}

char *
sibling_player(void)
{
	static const char *const players[] = {" /steno-play", " /../player/steno-play"};
	static const char *const fronts[] = {" /../daemon/steno", " /../../bin/steno", STENO_BINDIR "/steno"};
	char *player = find(players, sizeof players / sizeof *players);

	free(player);
	return player != NULL ? find(fronts, sizeof fronts / sizeof *fronts) : NULL;
}
