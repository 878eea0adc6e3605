// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace livebelt {

/// Makes the standard descriptors safe to use; to be called first of all. One that is closed is opened so that writing
/// to it fails: the next file would get its number otherwise, a capture for instance, and what is printed with it. A
/// reader that has gone, or a file that has reached its limit, fails the write instead of killing the program.
void guardStandardFiles();

/// From now on what Qt has to say goes to the standard error as our own sentences do: never blocking, and harmless.
void guardQtMessages();

} // namespace livebelt
