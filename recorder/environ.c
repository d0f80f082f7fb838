/* The environment for the recorded command. */
#include "recorder/environ.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
names(const char *setting, const char *variable)
{
	size_t n = strcspn(setting, "=");

	return strncmp(setting, variable, n) == 0 && variable[n] == '=';
}

char **
environ_and(char *const *env, char *setting)
{
	size_t count = 0;
	char **out;

	while (env[count] != NULL)
		count++;
	if ((out = calloc(count + 2, sizeof *out)) == NULL)
		return NULL;
	memcpy(out, env, count * sizeof *out);
	out[count] = setting;
	return out;
}

char **
environ_with(char *const *set)
{
	size_t count = 0, extra = 0, n = 0, i, j;
	bool replaced;
	char **out;

	while (environ[count] != NULL)
		count++;
	while (set[extra] != NULL)
		extra++;
	if ((out = calloc(count + extra + 1, sizeof *out)) == NULL)
		return NULL;
	for (i = 0; i < count; i++) {
		replaced = false;
		for (j = 0; j < extra; j++)
			replaced |= names(set[j], environ[i]);
		if (!replaced)
			out[n++] = environ[i];
	}
	for (j = 0; j < extra; j++)
		if (strchr(set[j], '=') != NULL)
			out[n++] = set[j];
	return out;
}
