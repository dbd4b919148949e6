package dev.ghostwatch.web.api;

/** What the OpenAPI document shows as answers. A test parses each. */
final class Examples {
  static final String MIGRATION =
      """
      {"id":"shop.orders@20261122T130806Z","database":"shop","table":"orders",\
      "ghostTable":"_orders_gho","migratedHost":"db1:3306","inspectedHost":"db2:3306",\
      "executingHost":"util1","startedAt":"2026-11-22T13:08:06.000Z","ghostVersion":"1.1.10",\
      "endpoint":"unix:/tmp/gh-ost.shop.orders.sock","observedAt":"2026-11-22T13:10:46.120Z",\
      "lifecycle":"running","state":"throttled",\
      "throttle":{"kind":"user-command","text":"commanded by user"},\
      "progress":{"rowsCopied":466600,"rowsEstimate":752865,"percent":62.0}}\
      """;

  static final String SAMPLES =
      """
      {"id":"shop.orders@20261122T130806Z","from":"2026-11-22T13:08:07.000Z",\
      "to":"2026-11-22T13:08:09.000Z","stepSeconds":1.0,"source":"history",\
      "columns":["at","rowsPerSecond","throttled"],\
      "data":[[1795353287,1795353288,1795353289],[2913.4,0,1206.7],[0,1,0]]}\
      """;

  static final String EVENTS =
      """
      [{"at":"2026-11-22T13:10:46.000Z","type":"throttle","text":"commanded by user",\
      "source":"socket","user":null,"throttle":{"kind":"user-command","text":"commanded by user",\
      "host":null,"seconds":null,"variable":null,"value":null,"threshold":null,"httpStatus":null}}]\
      """;

  static final String SETTINGS =
      """
      [{"name":"chunk-size","value":"1000","default":"1000","meaning":"rows copied at a time",\
      "advice":"smaller locks less","changeable":true}]\
      """;

  static final String THROTTLING =
      """
      [{"from":"2026-11-22T13:10:46.000Z","to":null,"kind":"user-command",\
      "text":"commanded by user"}]\
      """;

  static final String FINDINGS =
      """
      [{"from":"2026-11-22T13:10:46.000Z","to":null,"rule":"D4","severity":"warning",\
      "title":"…","evidence":["…"],"cause":"…","advice":"…","command":null}]\
      """;

  static final String ANALYSIS =
      """
      {"files":["upload"],"bytes":1048576,"lines":9000,"ghostVersion":"1.1.10",\
      "database":"shop","table":"orders","outcome":"succeeded","durationSeconds":210.0,\
      "errors":[],"events":[]}\
      """;

  private Examples() {}
}
