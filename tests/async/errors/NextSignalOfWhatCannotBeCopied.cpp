// SPDX-License-Identifier: MIT
// says: the arguments of a signal are kept until they are taken, so each must be copyable
#include <livebelt/async/Signals.h>

class Plan
{
public:
    Plan() = default;
    Plan(Plan &&) = delete;
};

class Source : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void made(const Plan &plan);
};

livebelt::async::Task<void> listen(const Source *source)
{
    co_await livebelt::async::nextSignal(source, &Source::made);
}
