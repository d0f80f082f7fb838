/* Times. */
#include "lib/base/clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t
clock_read_ms(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t
clock_realtime_ms(void)
{
	return clock_read_ms(CLOCK_REALTIME);
}

int64_t
clock_boottime_ms(void)
{
	return clock_read_ms(CLOCK_BOOTTIME);
}

int64_t
clock_monotonic_ms(void)
{
	return clock_read_ms(CLOCK_MONOTONIC);
}

void
clock_format_utc(int64_t realtime_ms, char *out, size_t size)
{
	time_t s = (time_t)(realtime_ms / 1000);
	int ms = (int)(realtime_ms % 1000);
	struct tm tm;
	char text[64];

	if (ms < 0) {
		ms += 1000;
		s--;
	}
	if (gmtime_r(&s, &tm) == NULL || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm) == 0)
		snprintf(out, size, "(no date)");
	else
		snprintf(out, size, "%.40s.%03dZ", text, ms);
}

void
clock_local_zone(int64_t realtime_ms, char *name, size_t size, int *offset)
{
	time_t s = (time_t)(realtime_ms / 1000);
	const char *tz = getenv("TZ"), *found = NULL;
	char link[256];
	struct tm tm;
	ssize_t n;

	tzset();
	if (localtime_r(&s, &tm) == NULL)
		memset(&tm, 0, sizeof tm);
	*offset = (int)tm.tm_gmtoff;
	if (tz != NULL && *tz != '\0' && *tz != '/') {
		found = *tz == ':' ? tz + 1 : tz;
	} else if ((n = readlink("/etc/localtime", link, sizeof link - 1)) > 0) {
		link[n] = '\0';
		if ((found = strstr(link, "/zoneinfo/")) != NULL)
			found += strlen("/zoneinfo/");
	}
	if (found == NULL)
		found = tm.tm_zone ? tm.tm_zone : "UTC";
	snprintf(name, size, "%s", found);
}

void
clock_boot_id(char *out, size_t size)
{
	ssize_t n = 0;
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		n = read(fd, out, size - 1);
		close(fd);
	}
	out[n > 0 ? n : 0] = '\0';
	out[strcspn(out, "\n")] = '\0';
}
