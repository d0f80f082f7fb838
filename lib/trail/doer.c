/* Who does something. */
#include "lib/trail/doer.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/buffer.h"
#include "lib/base/file.h"

#define NOBODY 4294967295UL /* who never logged in: a service, a container */

static int64_t
login_uid(void)
{
	struct buffer text = {0};
	unsigned long uid = NOBODY;

	if (file_load("/proc/self/loginuid", 64, &text) == 0 && text.len > 0)
		uid = strtoul(buffer_string(&text), NULL, 10);
	buffer_free(&text);
	return uid == NOBODY ? (int64_t)getuid() : (int64_t)uid;
}

void
doer_load(struct doer *a)
{
	const char *connection = getenv("SSH_CONNECTION");
	char address[64], port[16];
	struct passwd *pw;

	memset(a, 0, sizeof *a);
	a->uid = login_uid();
	if ((pw = getpwuid((uid_t)a->uid)) != NULL)
		snprintf(a->name, sizeof a->name, "%s", pw->pw_name);
	if (connection != NULL && sscanf(connection, "%63s %15s", address, port) == 2)
		snprintf(a->client, sizeof a->client, "%s port %s", address, port);
}
