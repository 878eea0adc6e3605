// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <deque>
#include <functional>
#include <mutex>

namespace livebelt::async {

/// Runs functions on the thread it lives on, one after the other, from its event loop; post() is for any thread, as
/// long as the box lives. What is still in it when it is destroyed is destroyed uncalled. It is a QObject, so that it
/// can be moved to another thread, and be the context of connections, scopes and onThread().
class Postbox final : public QObject
{
    Q_OBJECT

public:
    /// Lives on the thread that makes it.
    explicit Postbox(QObject *parent = nullptr) : QObject(parent) {}
    ~Postbox() override;

    /// Queues function for its thread. From any thread.
    void post(std::function<void()> function);

    /// The same for the thread of any object: through its box, where it is one, else by Qt's queued call.
    static void postTo(QObject *context, std::function<void()> function);

Q_SIGNALS:
    /// The destructor has begun: the box is still whole, where at destroyed() it no longer is.
    void closing();

protected:
    bool event(QEvent *event) override;

private:
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_functions;
    bool m_requested = false; ///< an event is on its way
};

} // namespace livebelt::async
