// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QThread>
#include <functional>

namespace livebelt::test {

/// Emits from wherever it is told to.
class Emitter : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int level READ level WRITE setLevel NOTIFY levelChanged)
public:
    int level() const { return m_level; }
    void setLevel(int level)
    {
        m_level = level;
        Q_EMIT levelChanged(level);
    }
Q_SIGNALS:
    void levelChanged(int level);
    void toggled(bool on);
    void looked(const QString &at) const;
    void named(const QString &name, int number);

private:
    int m_level = 0;
};

/// A thread that runs one function.
class Aside final : public QThread
{
public:
    explicit Aside(std::function<void()> function) : m_function(std::move(function)) { start(); }
    ~Aside() override { wait(); }

protected:
    void run() override { m_function(); }

private:
    std::function<void()> m_function;
};

} // namespace livebelt::test
