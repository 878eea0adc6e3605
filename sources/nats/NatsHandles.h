// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <nats/nats.h>

namespace livebelt {

/// Frees what libnats has made.
template<auto destroy>
struct NatsDeleter
{
    template<typename T>
    void operator()(T *handle) const
    {
        destroy(handle);
    }
};

using NatsMessage = std::unique_ptr<natsMsg, NatsDeleter<natsMsg_Destroy>>;
using NatsSubscription = std::unique_ptr<natsSubscription, NatsDeleter<natsSubscription_Destroy>>;
using NatsOptions = std::unique_ptr<natsOptions, NatsDeleter<natsOptions_Destroy>>;
using NatsStreamInfo = std::unique_ptr<jsStreamInfo, NatsDeleter<jsStreamInfo_Destroy>>;
using NatsConsumerInfo = std::unique_ptr<jsConsumerInfo, NatsDeleter<jsConsumerInfo_Destroy>>;
using NatsJetStream = std::unique_ptr<jsCtx, NatsDeleter<jsCtx_Destroy>>;

} // namespace livebelt
