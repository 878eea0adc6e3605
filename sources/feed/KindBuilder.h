// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "sources/feed/Parameters.h"

#include <concepts>

namespace livebelt {

/// A field of the records of a kind, and what it means.
struct FieldText
{
    const char *name, *meaning;
};
/// Their meanings translated, in the context "kinds".
QList<FieldDescription> fieldList(std::initializer_list<FieldText> fields);

/// Describes a kind of feed, as data:
///
///     FeedKind everyKind()
///     {
///         return KindBuilder("every", "Clock")
///             .summary("A tick at a fixed interval.")
///             .icon("clock")
///             .schemes({"every"})
///             .forms({"every:1s[?count=N]"})
///             .example("every:1s")
///             .parameters(Parameters().number("count", "How often", "The number of ticks."))
///             .fields({{"value", "how late the tick came"}})
///             .overflow(async::Overflow::Block)
///             .opens<EveryFeed>(&EveryAddress::from);
///     }
///
/// Texts for people are translated here, in the context "kinds". Each part may be told in any order; parameters and
/// fields add to those that are there.
class KindBuilder
{
public:
    KindBuilder(const char *kind, const char *title);

    /// One sentence; each further one is put behind it.
    KindBuilder &summary(const char *text);
    KindBuilder &icon(const char *name);
    KindBuilder &schemes(std::initializer_list<const char *> schemes, const char *secure = "");
    KindBuilder &forms(std::initializer_list<const char *> forms);
    KindBuilder &example(const char *address);
    /// What the line to write in says, and what a message may be addressed to.
    KindBuilder &sends(const char *prompt, const char *target = nullptr);
    /// How it is looked at first.
    KindBuilder &view(ViewKind view);
    /// Its texts are meant for letters of one width.
    KindBuilder &fixedPitch();
    /// It runs what the address says.
    KindBuilder &needsConsent();
    KindBuilder &parameters(const QList<FeedParameter> &parameters);
    KindBuilder &fields(const QList<FieldDescription> &fields);
    KindBuilder &fields(std::initializer_list<FieldText> fields) { return this->fields(fieldList(fields)); }
    KindBuilder &overflow(async::Overflow policy);
    KindBuilder &acknowledges(std::function<bool(const FeedAddress &)> which);

    using Opened = Result<std::unique_ptr<Feed>>;
    KindBuilder &opens(std::function<Opened(const FeedAddress &, const FeedContext &)> open);
    /// Checked is what check() makes of the address, and the feed is made of.
    template<std::derived_from<Feed> F, typename Checked>
    KindBuilder &opens(Result<Checked> (*check)(const FeedAddress &))
    {
        return opens([check](const FeedAddress &address, const FeedContext &) -> Opened {
            Result<Checked> checked = check(address);
            if (!checked)
                return Failure{checked.error()};
            return std::unique_ptr<Feed>(std::make_unique<F>(*std::move(checked)));
        });
    }

    operator FeedKind() const { return m_kind; } // NOLINT(google-explicit-constructor)

private:
    FeedKind m_kind;
};

} // namespace livebelt
