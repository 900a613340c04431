// All that touches libcurl is in this file.

import Clibcurl
import Foundation

/// A handle of libcurl with its open connections.
///
/// One thread at a time uses it. Everything that libcurl is given to keep (lists, texts, the exchange) lives until the
/// transfer is over; no pointer leaves this file.
final class CurlConnection: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer

    /// curl_global_init(3) must be called once, before any other thread works with libcurl.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Nil where libcurl has no memory.
    init?() {
        guard Self.isReady, let handle = curl_easy_init() else { return nil }
        self.handle = handle
    }

    deinit {
        curl_easy_cleanup(handle)
    }

    /// Sends a request and waits for its answer.
    func perform(
        _ request: HTTPRequest, settings: TransportSettings, cancellation: Cancellation
    ) throws(HTTPFault) -> HTTPAnswer {
        let exchange = try Exchange(request, cancellation)
        // Forgets all options; keeps the connections.
        curl_easy_reset(handle)
        let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        complaint.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        defer { complaint.deallocate() }
        curl_set_pointer(handle, CURLOPT_ERRORBUFFER, complaint)
        let headers = headerList(of: request, settings: settings)
        defer { curl_slist_free_all(headers) }
        curl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        setAddress(of: request, settings: settings)
        setTrust(settings)
        setLimits(of: request)
        let code = withExtendedLifetime(exchange) {
            connect(exchange, request)
            return curl_easy_perform(handle)
        }
        guard code == CURLE_OK else {
            exchange.discard()
            let detail = String(cString: complaint[0] == 0 ? curl_easy_strerror(code) : UnsafePointer(complaint))
            throw exchange.fault ?? fault(code, detail, request, settings, exchange)
        }
        let status = Int(curl_status(handle))
        try exchange.finish(status: status)
        return HTTPAnswer(status: status, headers: exchange.headers, body: exchange.body)
    }

    private func setAddress(of request: HTTPRequest, settings: TransportSettings) {
        curl_set_text(handle, CURLOPT_URL, request.address.description)
        curl_set_number(handle, CURLOPT_PATH_AS_IS, 1)
        curl_set_text(handle, CURLOPT_PROTOCOLS_STR, settings.allowsPlainHTTP ? "https,http" : "https")
        // Never to another host: whoever asks decides what a redirect means.
        curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        let proxy = request.address.origin.isEncrypted ? settings.proxy.forHTTPS : settings.proxy.forHTTP
        // An empty text also keeps libcurl from reading the environment.
        curl_set_text(handle, CURLOPT_PROXY, proxy?.revealed ?? "")
        curl_set_text(handle, CURLOPT_NOPROXY, settings.proxy.exceptions)
        curl_set_number(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    }

    private func setTrust(_ settings: TransportSettings) {
        curl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
        curl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
        curl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        guard let file = settings.authoritiesFile else { return }
        curl_set_text(handle, CURLOPT_CAINFO, file)
        curl_set_text(handle, CURLOPT_CAPATH, nil)
    }

    private func setLimits(of request: HTTPRequest) {
        let limits = request.limits
        // Without it libcurl interrupts a slow name look-up by a signal, which other threads would feel.
        curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, limits.connectSeconds)
        curl_set_number(handle, CURLOPT_TIMEOUT, limits.totalSeconds)
        // libcurl holds it against Content-Length, which in the answer to HEAD speaks of a body that does not come.
        if request.method != .head {
            curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.largestAnswer))
        }
    }

    /// Makes the list of header fields, which is the caller's to free: libcurl copies nothing of it.
    private func headerList(
        of request: HTTPRequest, settings: TransportSettings
    ) -> UnsafeMutablePointer<curl_slist>? {
        var fields = request.headers.fields.map { "\($0.name): \($0.value)" }
        fields += request.secrets.map { "\($0.name): \($0.value.revealed)" }
        if request.headers["User-Agent"] == nil { fields.append("User-Agent: \(settings.userAgent)") }
        // What libcurl would add by itself.
        for name in ["Accept", "Content-Type", "Expect"] where request.headers[name] == nil {
            fields.append("\(name):")
        }
        var list: UnsafeMutablePointer<curl_slist>?
        // A line break would end the field and start another one, which nobody meant.
        for field in fields { list = curl_slist_append(list, field.filter { !$0.isNewline && $0 != "\0" }) }
        return list
    }

    /// Hands the exchange to libcurl without owning it: it must outlive the transfer.
    private func connect(_ exchange: Exchange, _ request: HTTPRequest) {
        let exchange = Unmanaged.passUnretained(exchange).toOpaque()
        curl_set_pointer(handle, CURLOPT_HEADERDATA, exchange)
        curl_set_transfer(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, exchange in
            let taken = CurlConnection.exchange(exchange).takeHeader(
                UnsafeRawBufferPointer(start: bytes, count: size * count))
            return taken ? size * count : 0
        }
        curl_set_pointer(handle, CURLOPT_WRITEDATA, exchange)
        curl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, exchange in
            let taken = CurlConnection.exchange(exchange).takeBody(
                UnsafeRawBufferPointer(start: bytes, count: size * count))
            return taken || size * count == 0 ? size * count : 0
        }
        curl_set_number(handle, CURLOPT_NOPROGRESS, 0)
        curl_set_pointer(handle, CURLOPT_XFERINFODATA, exchange)
        // Called at least once a second, also while nothing comes. libcurl's own limit for slow transfers goes by an
        // average over some seconds, and would wait that much longer.
        curl_set_progress(handle, CURLOPT_XFERINFOFUNCTION) { exchange, _, received, _, sent in
            CurlConnection.exchange(exchange).mayGoOn(moved: Int64(received) + Int64(sent)) ? 0 : 1
        }
        setMethod(request, exchange)
    }

    private func setMethod(_ request: HTTPRequest, _ exchange: UnsafeMutableRawPointer) {
        switch request.method {
        case .get: curl_set_number(handle, CURLOPT_HTTPGET, 1)
        case .head: curl_set_number(handle, CURLOPT_NOBODY, 1)
        case .put, .post, .delete: break
        }
        if let size = CurlConnection.exchange(exchange).uploadSize {
            curl_set_number(handle, CURLOPT_UPLOAD, 1)
            curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(size))
            curl_set_pointer(handle, CURLOPT_READDATA, exchange)
            curl_set_transfer(handle, CURLOPT_READFUNCTION) { buffer, size, count, exchange in
                let space = UnsafeMutableRawBufferPointer(start: buffer, count: size * count)
                return CurlConnection.exchange(exchange).giveBody(into: space) ?? Int(CURL_READFUNC_ABORT)
            }
            curl_set_pointer(handle, CURLOPT_SEEKDATA, exchange)
            curl_set_seek(handle, CURLOPT_SEEKFUNCTION) { exchange, offset, origin in
                guard origin == SEEK_SET, offset >= 0 else { return CURL_SEEKFUNC_FAIL }
                return CurlConnection.exchange(exchange).seekUpload(to: UInt64(offset))
                    ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
            }
        }
        switch request.method {
        case .get, .head: break
        case .put, .post, .delete: curl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private static func exchange(_ pointer: UnsafeMutableRawPointer?) -> Exchange {
        // libcurl hands back what `connect` gave it, which is never null.
        Unmanaged<Exchange>.fromOpaque(pointer.unsafelyUnwrapped).takeUnretainedValue()
    }

    /// Puts libcurl's code into the words of the caller.
    private func fault(
        _ code: CURLcode, _ detail: String, _ request: HTTPRequest, _ settings: TransportSettings,
        _ exchange: Exchange
    ) -> HTTPFault {
        let origin = request.address.origin
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return .hostNotFound(host: origin.host)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxy(detail: detail)
        case CURLE_COULDNT_CONNECT: return .notConnected(origin, detail: detail)
        case CURLE_PEER_FAILED_VERIFICATION: return .certificate(origin, detail: detail)
        case CURLE_SSL_CACERT_BADFILE: return .authoritiesFile(path: settings.authoritiesFile ?? "")
        case CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED, CURLE_SSL_CIPHER: return .encryption(origin, detail: detail)
        case CURLE_OPERATION_TIMEDOUT: return timeout(request.limits, origin)
        case CURLE_FILESIZE_EXCEEDED: return .tooLarge(limit: request.limits.largestAnswer)
        case CURLE_ABORTED_BY_CALLBACK: return .cancelled
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            // A proxy that refuses the tunnel is reported as an error of receiving.
            return detail.contains("CONNECT") ? .proxy(detail: detail) : .cutOff(received: exchange.receivedBytes)
        default: return .notUnderstood(detail: detail)
        }
    }

    /// libcurl has one code for two limits; the times tell which it was.
    private func timeout(_ limits: TransferLimits, _ origin: HTTPAddress.Origin) -> HTTPFault {
        let total = curl_microseconds(handle, CURLINFO_TOTAL_TIME_T)
        // Zero until the connection stands, encryption and all; also where it stood already.
        guard curl_microseconds(handle, CURLINFO_PRETRANSFER_TIME_T) > 0 else {
            return .notConnected(origin, detail: "no connection after \(total / 1_000_000) s")
        }
        return .tookTooLong(seconds: limits.totalSeconds)
    }
}
