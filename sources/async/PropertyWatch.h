// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Event.h>

#include <QMetaProperty>
#include <QMetaType>
#include <QObject>
#include <memory>

namespace livebelt::async::detail {

/// Hears of the changes of a property, and of its object's end, for one coroutine. Lives on the object's thread.
class PropertyWatch final : public QObject
{
    Q_OBJECT

public:
    explicit PropertyWatch(QObject *object);

    /// Connects to the notify signal of the property of that name, which is to be read as a type.
    QMetaProperty follow(const char *name, QMetaType type);

    QObject *object() const { return m_object; }
    bool isGone() const { return !m_object; }
    void reset() { m_changed.reset(); }
    /// Awaits a change that has not been seen, or the end.
    auto change() { return m_changed.wait(); }

public Q_SLOTS:
    void notify() { m_changed.set(); }

private:
    Event m_changed;
    QObject *m_object;
};

} // namespace livebelt::async::detail
