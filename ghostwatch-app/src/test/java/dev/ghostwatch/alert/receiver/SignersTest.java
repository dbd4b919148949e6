package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The signatures of the clouds against the examples that they publish. */
class SignersTest {
  /**
   * "Fixed parameters" of
   * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature:
   * RunInstances with YourAccessKeyId and YourAccessKeySecret.
   */
  @Test
  void aliyunsExample() {
    String query =
        AliyunSigner.query(
            Map.of(
                "RegionId", "cn-shanghai",
                "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"));
    TreeMap<String, String> headers = new TreeMap<>();
    headers.put("host", "ecs.cn-shanghai.aliyuncs.com");
    headers.put("x-acs-action", "RunInstances");
    headers.put("x-acs-version", "2014-05-26");
    headers.put("x-acs-date", "2023-10-26T10:22:32Z");
    headers.put("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d");
    headers.put("x-acs-content-sha256", AliyunSigner.NO_BODY);
    assertThat(
            new AliyunSigner("YourAccessKeyId", "YourAccessKeySecret")
                .authorization(query, headers))
        .isEqualTo(
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
  }

  @Test
  void aliyunsQueryIsEncodedAsTheSignatureWantsIt() {
    assertThat(AliyunSigner.query(Map.of("b", "a b*c~d/e", "a", "延迟")))
        .isEqualTo("a=%E5%BB%B6%E8%BF%9F&b=a%20b%2Ac~d%2Fe");
  }

  /**
   * The example of https://www.tencentcloud.com/document/product/267/37447: DescribeInstances with
   * the keys that end in EXAMPLE.
   */
  @Test
  void tencentsExample() {
    assertThat(
            new TencentSigner(
                    "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
                    "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
                    "cvm")
                .authorization(
                    "cvm.tencentcloudapi.com",
                    Instant.ofEpochSecond(1_551_113_065),
                    "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\":"
                        + " \"instance-name\"}]}"))
        .isEqualTo(
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request,"
                + " SignedHeaders=content-type;host,"
                + " Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
  }

  /**
   * What the Python program of Feishu's documentation
   * (https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot) gives for this secret and
   * moment: the key is moment and secret, what is signed is empty.
   */
  @Test
  void feishusProgram() {
    assertThat(FeishuReceiver.sign(1_599_360_473L, "demo"))
        .isEqualTo("l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");
  }
}
