// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/Compressor.h"

#include <new>
#include <zlib.h>
#include <zstd.h>

namespace livebelt {

namespace {

constexpr qsizetype pieceSize = 64 * 1024;

class GzipCompressor final : public Compressor
{
public:
    GzipCompressor()
    {
        constexpr int windowOfGzip = 15 + 16, memory = 8;
        if (deflateInit2(&m_stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, windowOfGzip, memory, Z_DEFAULT_STRATEGY) !=
            Z_OK)
            throw std::bad_alloc();
    }
    ~GzipCompressor() override { deflateEnd(&m_stream); }

    void pack(QByteArrayView bytes, TextBuilder &out) override
    {
        while (!bytes.isEmpty()) { // it counts in 32 bits
            const auto piece = bytes.first(std::min<qsizetype>(bytes.size(), 1 << 30));
            run(piece, Z_NO_FLUSH, out);
            bytes = bytes.sliced(piece.size());
        }
    }
    void flush(TextBuilder &out) override { run({}, Z_SYNC_FLUSH, out); }
    void finish(TextBuilder &out) override { run({}, Z_FINISH, out); }

private:
    void run(QByteArrayView bytes, int mode, TextBuilder &out)
    {
        m_stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(bytes.data())); // it only reads
        m_stream.avail_in = uInt(bytes.size());
        do {
            Bytef piece[pieceSize];
            m_stream.next_out = piece;
            m_stream.avail_out = uInt(pieceSize);
            deflate(&m_stream, mode);
            out += QByteArrayView(piece, pieceSize - qsizetype(m_stream.avail_out));
        } while (m_stream.avail_out == 0);
    }
    z_stream m_stream{};
};

class ZstdCompressor final : public Compressor
{
public:
    ZstdCompressor() : m_context(ZSTD_createCCtx(), &ZSTD_freeCCtx)
    {
        if (!m_context)
            throw std::bad_alloc();
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
    }
    void pack(QByteArrayView bytes, TextBuilder &out) override { run(bytes, ZSTD_e_continue, out); }
    void flush(TextBuilder &out) override { run({}, ZSTD_e_flush, out); }
    void finish(TextBuilder &out) override { run({}, ZSTD_e_end, out); }

private:
    void run(QByteArrayView bytes, ZSTD_EndDirective mode, TextBuilder &out)
    {
        ZSTD_inBuffer in{bytes.data(), size_t(bytes.size()), 0};
        size_t left = 0;
        do {
            char piece[pieceSize];
            ZSTD_outBuffer to{piece, sizeof(piece), 0};
            left = ZSTD_compressStream2(m_context.get(), &to, &in, mode);
            if (ZSTD_isError(left) != 0)
                throw std::bad_alloc(); // the only thing that can go wrong here
            out += QByteArrayView(piece, qsizetype(to.pos));
        } while (mode == ZSTD_e_continue ? in.pos < in.size : left != 0);
    }
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> m_context;
};

} // namespace

std::unique_ptr<Compressor> Compressor::make(Compression compression)
{
    if (compression == Compression::Gzip)
        return std::make_unique<GzipCompressor>();
    if (compression == Compression::Zstd)
        return std::make_unique<ZstdCompressor>();
    return nullptr;
}

} // namespace livebelt
