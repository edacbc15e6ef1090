// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import java.nio.charset.StandardCharsets;
import org.apache.flink.shaded.netty4.io.netty.buffer.ByteBuf;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderValues;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a call that is not let in, and ends its connection: nothing of its body is read, let alone kept. */
final class Guard extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Admission admission;
    private boolean refused;

    Guard(Admission admission) {
        this.admission = admission;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the connection is closed whatever becomes of the answer
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!refused && message instanceof HttpRequest call) {
            Admission.Refusal refusal = admission.refusal(call);
            if (refusal != null) {
                refused = true;
                // What the call says of itself stays out of the log.
                LOG.warn(
                        "REST call refused: from={}, status={}, reason={}",
                        context.channel().remoteAddress(),
                        refusal.status().code(),
                        refusal.reason());
                context.writeAndFlush(answer(refusal)).addListener(ChannelFutureListener.CLOSE);
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** In the form of Flink's own errors, which its client and its web page show. */
    private static FullHttpResponse answer(Admission.Refusal refusal) {
        ByteBuf body = Unpooled.copiedBuffer("{\"errors\":[\"" + refusal.reason() + "\"]}", StandardCharsets.UTF_8);
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal.status(), body);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }
}
