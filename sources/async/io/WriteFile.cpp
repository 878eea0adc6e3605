// SPDX-License-Identifier: MIT
#include <livebelt/async/io/WriteFile.h>

#include <livebelt/async/io/Aside.h>
#include <livebelt/async/io/OpenFile.h>
#include <livebelt/async/io/Readiness.h>

#include <QFileInfo>
#include <QSaveFile>
#include <fcntl.h>

namespace livebelt::async {

namespace {

/// The content of a file to be.
class Replacement
{
public:
    Replacement(QString path, QByteArray bytes) : m_path(std::move(path)), m_bytes(std::move(bytes)) {}

    void write() const
    {
        const QFileInfo there(m_path);
        if (there.exists() && !there.isFile())
            fail(QStringLiteral("it is not a regular file"));
        QSaveFile file(m_path);
        if (!file.open(QIODevice::WriteOnly) || file.write(m_bytes) != m_bytes.size() || !file.commit())
            fail(file.errorString());
    }

private:
    [[noreturn]] void fail(const QString &reason) const { throw FileError(m_path, QStringLiteral("written"), reason); }

    QString m_path;
    QByteArray m_bytes;
};

} // namespace

Task<void> writeFile(QString path, QByteArray bytes)
{
    detail::Aside<Replacement> replacement(std::move(path), std::move(bytes));
    const auto write = [](Replacement &r) { r.write(); };
    co_await replacement(write);
}

Task<void> appendToFile(QString path, QByteArray bytes)
{
    using detail::OpenFile;
    detail::Aside<OpenFile> file(std::move(path));
    std::optional<detail::Readiness> writable;
    const auto open = [](OpenFile &f) { return f.open(O_WRONLY | O_APPEND | O_CREAT) ? -1 : f.number(); };
    const int toWaitFor = co_await file(open);
    if (toWaitFor >= 0)
        writable.emplace(toWaitFor, QSocketNotifier::Write);
    qint64 written = 0;
    while (written < bytes.size()) {
        const auto write = [bytes, written](OpenFile &f) { return f.write(bytes, written); };
        const std::optional<qint64> more = co_await file(write);
        if (more)
            written += *more;
        else
            co_await writable->wait();
    }
}

} // namespace livebelt::async
