// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/HostNames.h"

#include "sources/feed/HostLookup.h"

namespace livebelt {

namespace {

using Addresses = HostNames::Addresses;

async::CacheOptions options()
{
    async::CacheOptions options;
    options.capacity = 64;
    options.timeToLive = HostNames::timeToLive;
    options.negativeTimeToLive = HostNames::negativeTimeToLive;
    return options;
}

async::Task<Addresses> askSystem(QString name)
{
    async::Event answered;
    const HostLookup lookup(name, answered);
    while (!lookup.isDone())
        co_await answered.wait();
    co_return lookup.answer().addresses();
}

async::Task<std::optional<Addresses>> ask(HostNames::LookUp lookUp, QString name)
{
    Addresses found = co_await lookUp(std::move(name));
    std::optional<Addresses> answer;
    if (!found.isEmpty())
        answer = std::move(found);
    co_return answer;
}

} // namespace

HostNames::HostNames() : HostNames(askSystem) {}

HostNames::HostNames(LookUp lookUp)
    : m_cache([lookUp = std::move(lookUp)](QString name) { return ask(lookUp, std::move(name)); }, options())
{
}

async::Task<HostNames::Addresses> HostNames::addresses(QString name)
{
    std::optional<Addresses> answer = co_await m_cache.get(std::move(name));
    co_return std::move(answer).value_or(Addresses());
}

} // namespace livebelt
