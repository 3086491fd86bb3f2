"""Words by which the rows of other houses' sheets are known to ask what a bundled criterion asks."""

# A pattern of the row's words in normal form, and the criteria that it speaks for, the likeliest first.
CUES: tuple[tuple[str, str], ...] = (
    (r"问好|问候|招呼|迎声|开头语|开场白|欢迎光临|首问语|迎接语",
     "hotline/greeting counter-sales/greet counter-17-steps/greet home-service-call/greeting"
     " hall-active-selling/welcome"),
    (r"自报|报家门|亮(明)?身份|自我介绍|报.{0,4}工号|报.{0,6}(姓名|单位|公司)|工号",
     "hotline/self_intro home-service-visit/identity account-manager-visit/identity"),
    (r"岗位", "home-service-call/post"),
    (r"来意|有什么.{0,3}帮|征询|办(理)?什么业务|询问.{0,4}需求|主动询问", "hotline/offer_help counter-17-steps/need"),
    (r"姓氏|尊称|称呼|贵姓|称谓", "hotline/surname counter-17-steps/surname account-manager-visit/by_name"
     " home-service-call/honorific"),
    (r"“?喂”?(字|开头)|不说.?喂", "hotline/no_wei home-service-call/no_wei"),
    (r"稍等|稍候|等待(前|之前|时)|请.{0,4}等待", "hotline/hold_notice counter-17-steps/leave_apology"),
    (r"久等|耐心等|等(待|候).{0,8}(致谢|致歉|感谢|道歉|歉意)", "hotline/hold_thanks counter-17-steps/return_thanks"
     " home-service-call/wait_apology"),
    (r"复述|核对.{0,3}(诉求|需求)|确认.{0,4}(需求|诉求|问题)|重复.{0,4}(问题|诉求)",
     "hotline/playback home-service-visit/confirm account-manager-visit/playback"),
    (r"(总结|归纳|归拢|概括|提炼).{0,8}(需求|需要|情况)|需(求|要).{0,6}(总结|归纳|归拢|概括)",
     "counter-sales/sum_need"),
    (r"安抚|抱怨|情绪|同理|致歉|道歉", "hotline/complaint_care account-manager-visit/empathy"),
    (r"(其他|其它|别的)(业务|需要|需求|问题|帮助|可以帮|服务)", "hotline/more counter-17-steps/more"),
    (r"满意度|邀请.{0,4}评价|评价|按键评", "hotline/invite_rating home-service-visit/opinion"),
    (r"结束语|道别|再见|送别|慢走|告别|礼貌挂机|送客", "hotline/farewell counter-sales/goodbye counter-17-steps/see_off"
     " home-service-visit/goodbye account-manager-visit/goodbye"),
    (r"祝福|祝您", "hotline/blessing home-service-call/blessing"),
    (r"禁语|忌语|禁用语|推诿|顶撞|辱骂|训斥|不耐烦|讽刺|反问客户", "hotline/taboo"),
    (r"争辩|争执|争吵|争论", "home-service-visit/no_argument account-manager-visit/no_argument hotline/taboo"),
    (r"泄露|泄漏|验证码|索要.{0,4}密码|擅自|私自(开通|办理)", "hotline/red_lines"),
    (r"资费.{0,6}(生效|告知|说明|读)|办理前|告知.{0,4}资费", "hotline/fee_readback home-service-visit/tariff"),
    (r"品牌|牌子", "counter-sales/ask_brand"),
    (r"(询问|了解|问清|问|探询|挖掘).{0,14}(情况|用途|用量|习惯|预算|需求)", "counter-sales/ask_situation"
     " hall-active-selling/explore_need"),
    (r"客户类型|判断客户|识别客户", "hall-active-selling/judge_customer"),
    (r"(简要|简单)?介绍.{0,4}(业务|产品)|是什么|简介|一句话", "counter-sales/intro_what"),
    (r"功能", "counter-sales/intro_functions"),
    (r"好处|利益|益处|帮.{0,6}解决.{0,4}(问题|难处)", "counter-sales/intro_benefits home-service-visit/fab"),
    (r"取消|退订|(开通|使用)(方式|方法|办法)|资费.{0,3}、|(开通|使用)[、/](?=使用|取消|退订|资费|生效)",
     "counter-sales/intro_other"),
    (r"体验|试用|演示|上手|试一试|试机", "counter-sales/trial hall-active-selling/trial"),
    (r"卖点|亮点", "counter-sales/selling_points"),
    (r"对比|比较|竞品", "counter-sales/compare"),
    (r"\d+秒.{0,10}(反应|回应|应答|回答)|(反应|回应)(快|迅速|及时|时间)", "counter-sales/answer_speed"),
    (r"(难题|疑难|提问|问题|疑问|质疑).{0,12}(解答|解决|回答|答复|处理)|解答", "counter-sales/answer_well"
     " home-service-visit/objection"),
    (r"异议", "home-service-visit/objection counter-sales/answer_well"),
    (r"引导.{0,8}(开通|办理|购买|订购)", "counter-sales/lead_to_open"),
    (r"(询问|问|确认|征询).{0,10}(是否|要不要|办不办|愿不愿).{0,6}(开通|办理|购买|订购)", "counter-sales/ask_to_open"),
    (r"(协助|帮助|帮).{0,8}(开通|办理|办好)", "counter-sales/sold_help"),
    (r"(告知|提醒|说明|讲清|交代).{0,12}(注意|事项|资费|生效|扣费)", "counter-sales/sold_facts"),
    (r"(询问|问|了解).{0,10}(疑问|顾虑|疑虑|原因|还担心)", "counter-sales/unsold_doubt"),
    (r"(解答|回应|解除|打消|消除|答清|答复).{0,8}(疑问|顾虑|疑虑)|(疑问|顾虑|疑虑).{0,6}(解答|回应|解除|打消|消除|答清)",
     "counter-sales/unsold_answer"),
    (r"求助|联系方式|联系电话|服务热线|10086|咨询电话", "counter-sales/contact account-manager-visit/leave_contact"),
    (r"(推荐|介绍).{0,8}(相关|关联|其他|其它)|(相关|关联)业务", "counter-sales/related"),
    (r"推荐|推介", "counter-17-steps/recommend home-service-visit/active_sell account-manager-visit/need_based"
     " hall-active-selling/fit_offer"),
    (r"留.{0,6}(微信|联系)|促成", "hall-active-selling/close_or_keep"),
    (r"流畅|流利|口齿|表达清", "counter-sales/fluency"),
    (r"互动", "counter-sales/interaction"),
    (r"服务态度|态度", "counter-sales/attitude"),
    (r"仪容|仪表|着装|工装|发型", "counter-sales/looks home-service-visit/dress"),
    (r"双手.{0,8}(递|接)|递.{0,6}(单据|证件|发票)", "counter-sales/papers counter-17-steps/both_hands"),
    (r"手掌|五指|掌心|手势", "counter-sales/palm"),
    (r"微笑|目光|眼神|对视", "counter-17-steps/smile account-manager-visit/manner"),
    (r"起身|起立|站立", "counter-17-steps/rise"),
    (r"唱收|唱付|收您|找零", "counter-17-steps/cash"),
    (r"小票|排队号|票号|核对.{0,3}号", "counter-17-steps/ticket"),
    (r"叫号", "counter-17-steps/next_number"),
    (r"请坐|入座|落座|就座", "counter-17-steps/seat"),
    (r"(接|收).{0,6}(证件|单据|钱|物).{0,8}谢", "counter-17-steps/papers_thanks"),
    (r"宣传单|单页|折页|宣传资料", "counter-17-steps/leaflet"),
    (r"离座|离开座位|离席|离岗", "counter-17-steps/leave_apology"),
    (r"回座|返回座位|回到座位", "counter-17-steps/return_thanks"),
    (r"工牌|胸牌|工作证", "home-service-visit/badge"),
    (r"预约", "account-manager-visit/booking"),
    (r"准时|按时到|守时|迟到|按约定.{0,4}时间|晚到",
     "home-service-visit/late_notice account-manager-visit/late_apology"),
    (r"征得.{0,6}同意|移动.{0,4}物品|打孔|挪动", "home-service-visit/agree_first"),
    (r"讲解|故障原因|使用注意", "home-service-visit/explain"),
    (r"清理|恢复原状|垫布|打扫", "home-service-visit/tidy"),
    (r"隐私", "home-service-visit/privacy"),
    (r"隐患", "home-service-visit/active_faults"),
    (r"打断|抢话|插话", "account-manager-visit/no_interrupt home-service-visit/no_interrupt"),
    (r"硬推|强行推|强卖|强迫|强推", "account-manager-visit/no_hard_sell"),
    (r"承诺|许诺|打包票", "home-service-visit/no_promise"),
    (r"夸大|虚假|大话", "account-manager-visit/no_big_words"),
    (r"签字|签名|签收", "home-service-visit/signature"),
    (r"征求.{0,6}(意见|建议)", "account-manager-visit/opinion home-service-visit/opinion"),
    (r"鞋套|敲门", "home-service-visit/dress"),
    (r"称赞|赞美", "account-manager-visit/praise"),
    (r"方便(接听|接电话|通话)|接电话.{0,4}方便", "home-service-call/asks_convenient"),
    (r"(收费|乱收|私收|额外收)", "home-service-visit/no_charge"),
)  # fmt: skip
# The acts that words for grave faults stand for.
FAULTS: tuple[tuple[str, str], ...] = (
    (r"辱骂|骂人|谩骂|侮辱|粗口|脏话|威胁|恐吓|讽刺|挖苦", "rude"),
    (r"争吵|争执|争辩|争论|顶撞|吵架|对骂", "argue"),
    (r"推诿|推脱|推卸", "shirk"),
    (r"不耐烦", "impatient"),
    (r"训斥|指责|责怪|埋怨", "blame_customer"),
)
# What can only be seen, or heard in the voice.
SEEN = (
    r"微笑|笑容|点头|目光|眼神|对视|站姿|坐姿|站立|起身|起立|双手|手势|手掌|五指|掌心|仪容|仪表|着装|工装|工牌|发型|妆|"
    r"表情|面带|语气|语调|声调|音量|语速|桌面|台面|卫生|整洁|环境|鞋套|姿态|举止|工单|录入"
)
# The words of a sheet's title that tell its channel, the likeliest first.
CHANNELS: tuple[tuple[str, str], ...] = (
    (r"上门|装维|拜访|客户经理|入户|外勤", "visit"),
    (r"营业厅|柜台|柜面|厅店|门店|窗口|大厅|营销服务|前台", "counter"),
    (r"电话|热线|来电|通话|呼叫|话务|录音|客服|外呼|座席|坐席", "phone"),
)
# A hard sell is what undoes a row only where the row itself speaks of it.
NO_PUSH = r"硬|强行|强推|强迫|强卖|强制"
# Cases of which only one counts, the unhappy one first, as its words hold those of the other.
CASES: tuple[tuple[str, str], ...] = (
    (r"(未|没|不|拒).{0,4}(成交|办理|开通|同意|购买|接受|成功|办|绝)|犹豫|拒绝", "not_sold"),
    (r"成交|办理|开通|同意|购买|接受|成功", "sold"),
)
