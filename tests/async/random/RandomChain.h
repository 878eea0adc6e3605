// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/random/Plate.h"
#include <livebelt/async/AsyncIterator.h>

#include <QObject>
#include <QStringList>
#include <random>

namespace livebelt::test {

using Random = std::mt19937;
using Plates = async::AsyncIterator<Plate>;

inline int below(Random &random, int bound)
{
    return int(random() % unsigned(bound));
}

/// Plates 0 ... count - 1, through a chain of operators, none of which may lose, double or reorder one.
class RandomChain
{
public:
    /// elsewhere: a context on another thread, for stages that hop; null: none do. Time is real then, and nobody
    /// sleeps.
    RandomChain(Random &random, int count, QObject *elsewhere);

    Plates start();
    /// In the order of the stages, for who has to find out what went wrong.
    QString description() const { return m_names.join(QStringLiteral(" | ")); }
    bool fails() const { return m_fails; } ///< the source throws std::runtime_error after its last plate

private:
    void addStage(int kind);

    Random &m_random;
    QObject *m_elsewhere;
    Plates m_items;
    QStringList m_names;
    bool m_fails;
};

} // namespace livebelt::test
