#pragma once

// renameat2(2): glibc declares it only where _GNU_SOURCE is defined, which Swift does not do.
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
