// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Task.h>
#include <livebelt/async/io/FileError.h>

#include <QByteArray>

namespace livebelt::async {

/// Linux only. Makes bytes the whole content of a file: written beside it, flushed to the disk, and then put in its
/// place in one step, so that nobody ever sees half of it. Throws FileError; the old content is then still there. Only
/// for regular files, made where there is none; a symbolic link is followed.
///
///     co_await writeFile(path, bytes);
///
/// On a helper thread of its own, like readFile(). Destroying the waiting task waits for nothing; the file then has
/// the old content or the new.
Task<void> writeFile(QString path, QByteArray bytes);

/// Linux only. Adds bytes to the end of a file, which is made where there is none: in one piece, also beside other
/// programs that append, as long as the disk takes it in one. It is with the system then, not yet on the disk. Throws
/// FileError; a part may have been added before that (a full disk). A FIFO or a terminal can be appended to: a slow
/// reader is waited for; a FIFO that nobody reads is an error.
///
/// On a helper thread of its own, like readFile(). Destroying the waiting task waits for nothing; none, all, or (FIFO,
/// full disk) a part of bytes may have been added. Of two tasks at once, either may be first: await one, then the
/// other.
Task<void> appendToFile(QString path, QByteArray bytes);

} // namespace livebelt::async
