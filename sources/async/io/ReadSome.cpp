// SPDX-License-Identifier: MIT
#include <livebelt/async/io/ReadSome.h>

#include <cerrno>
#include <unistd.h>

namespace livebelt::async::detail {

qint64 readSome(int descriptor, qint64 maximum, QByteArray &to)
{
    constexpr qint64 first = 64 * 1024;
    qint64 size = 0;
    to.clear();
    while (size == to.size() && size < maximum) {
        to.resize(qMin(maximum, qMax(first, 2 * size)));
        ssize_t count = 0;
        do
            count = ::read(descriptor, to.data() + size, size_t(to.size() - size));
        while (count < 0 && errno == EINTR);
        if (count < 0 && size == 0) {
            to.clear();
            return -1;
        }
        if (count <= 0) // it says so again at the next call
            break;
        size += count;
    }
    to.truncate(size);
    if (size < to.capacity() / 2)
        to.squeeze(); // a consumer may keep many small ones
    return size;
}

} // namespace livebelt::async::detail
