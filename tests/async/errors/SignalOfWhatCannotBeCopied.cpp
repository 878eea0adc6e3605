// SPDX-License-Identifier: MIT
// says: the arguments of a signal are kept until they are taken, so each must be copyable
#include <livebelt/async/Signals.h>

#include <memory>

class Source : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void made(const std::unique_ptr<int> &item, int number);
};

livebelt::async::Task<void> listen(const Source *source)
{
    auto items = livebelt::async::signalsOf(source, &Source::made);
    while (auto item = co_await items.next()) {
    }
}
