/*
 * Stands in for the kernel's GPIO character device: what is opened are the files that a test made, what is asked of them by ioctl is
 * answered here, and edges come through pipes. The structures are the kernel's own; all other calls are the C library's.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <poll.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LINES 8

static struct { int reader, writer, active, taken; struct gpio_v2_line_request request; } lines[LINES];
static int old_kernel, gone;

static int fail(int error) { errno = error; return -1; }

/* A reader that was closed gives its line back. */
static int taken(int i) {
  struct pollfd writer = {lines[i].writer, POLLOUT, 0};
  if (lines[i].taken && poll(&writer, 1, 0) > 0 && (writer.revents & POLLERR)) {
    close(lines[i].writer);
    lines[i].taken = 0;
  }
  return lines[i].taken;
}

/* The header has it with a variable number of parameters. */
int stub_open(const char* path, int flags) __asm__("open");
int stub_open(const char* path, int flags) { return syscall(SYS_openat, AT_FDCWD, path, flags, 0); }

static int get_line(struct gpio_v2_line_request* r) {
  int ends[2];
  unsigned i, n = r->offsets[0];
  if (gone) return fail(ENODEV);
  if (r->num_lines != 1 || n >= LINES || r->config.num_attrs > 1) return fail(EINVAL);
  for (i = 0; i < 5; i++) if (r->padding[i] || r->config.padding[i]) return fail(EINVAL);
  if (!(r->config.flags & GPIO_V2_LINE_FLAG_INPUT) || !(r->config.flags & GPIO_V2_LINE_FLAG_EDGE_RISING)
      || !(r->config.flags & GPIO_V2_LINE_FLAG_EDGE_FALLING)) return fail(EINVAL);
  if (old_kernel && (r->config.num_attrs || (r->config.flags & GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME)))
    return fail(EINVAL);
  if (taken(n)) return fail(EBUSY);
  if (pipe2(ends, O_CLOEXEC)) return -1;
  r->fd = ends[0];
  lines[n].reader = ends[0];
  lines[n].writer = ends[1];
  lines[n].taken = 1;
  lines[n].request = *r;
  return 0;
}

int ioctl(int fd, unsigned long call, void* argument) {
  int i;
  switch (call) {
    case GPIO_GET_CHIPINFO_IOCTL: {
      struct gpiochip_info* info = argument;
      char buffer[16];
      /* Empty files are chips, others are not. */
      if (read(fd, buffer, sizeof buffer) != 0) return fail(ENOTTY);
      strcpy(info->name, "gpiochip0");
      strcpy(info->label, "stub board");
      info->lines = LINES;
      return 0;
    }
    case GPIO_V2_GET_LINEINFO_IOCTL: {
      struct gpio_v2_line_info* info = argument;
      if (info->offset >= LINES) return fail(EINVAL);
      strcpy(info->name, info->offset == 3 ? "BELL" : "");
      if (taken(info->offset)) {
        info->flags = GPIO_V2_LINE_FLAG_USED;
        strcpy(info->consumer, lines[info->offset].request.consumer);
      }
      return 0;
    }
    case GPIO_V2_GET_LINE_IOCTL:
      return get_line(argument);
    case GPIO_V2_LINE_GET_VALUES_IOCTL:
      if (gone) return fail(ENODEV);
      for (i = 0; i < LINES; i++)
        if (lines[i].taken && lines[i].reader == fd) {
          struct gpio_v2_line_values* values = argument;
          values->bits = values->mask & lines[i].active;
          return 0;
        }
      return fail(EBADF);
    default:
      return fail(ENOTTY);
  }
}

/* The level changes, ms ago, and whoever listens is told. */
int stub_level(int line, int active, int ms) {
  struct timespec now;
  struct gpio_v2_line_event event = {0};
  lines[line].active = active;
  if (!taken(line)) return 0;
  clock_gettime(lines[line].request.config.flags & GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME
      ? CLOCK_REALTIME : CLOCK_MONOTONIC, &now);
  event.timestamp_ns = now.tv_sec * 1000000000ull + now.tv_nsec - ms * 1000000ull;
  event.id = active ? GPIO_V2_LINE_EVENT_RISING_EDGE : GPIO_V2_LINE_EVENT_FALLING_EDGE;
  event.offset = line;
  return write(lines[line].writer, &event, sizeof event) == sizeof event;
}

/* Older kernels: nobody who waits is told. */
void stub_unplug_silently(void) { gone = 1; }

void stub_unplug(int away) {
  int i;
  gone = away;
  for (i = 0; i < LINES; i++)
    if (away && lines[i].taken) {
      close(lines[i].writer);
      lines[i].taken = 0;
    }
}

void stub_old_kernel(int old) { old_kernel = old; }
int stub_taken(int line) { return taken(line); }
int stub_flags(int line) { return (int) lines[line].request.config.flags; }
int stub_debounce_us(int line) {
  struct gpio_v2_line_config* config = &lines[line].request.config;
  return config->num_attrs && config->attrs[0].attr.id == GPIO_V2_LINE_ATTR_ID_DEBOUNCE && config->attrs[0].mask == 1
      ? (int) config->attrs[0].attr.debounce_period_us : 0;
}
