# ruff: noqa: E501 - sentences are read whole
"""The words of the findings. Kept apart from the checks so that both languages can be read and corrected together."""

from __future__ import annotations

from typing import Final

WARNINGS: Final = frozenset(
    {
        "name_en_missing",
        "end_disposal_missing",
        "levels_many",
        "process_unused",
        "foreign_extension",
        "several_processes",
        "process_unnamed",
    }
)

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    # files
    "main_missing": (
        "মূল ফাইল “{file}” নেই। কার্যপথের .bpmn ফাইলটি যোগ করুন।",
        "The main file “{file}” is missing. Add the flow's .bpmn file.",
    ),
    "too_many_files": (
        "কার্যপথে {count}টি ফাইল আছে; সর্বোচ্চ {most}টি চলে। অপ্রয়োজনীয় ফাইল বাদ দিন।",
        "The flow has {count} files; at most {most} are allowed. Remove those it does not need.",
    ),
    "file_too_large": (
        "“{file}” খুব বড়। ১ মেগাবাইটের কম রাখুন; বড় কার্যপথ সাধারণ অংশে ভাগ করুন।",
        "“{file}” is too large. Keep it under 1 MB; split a large flow into shared parts.",
    ),
    "file_doctype": (
        "“{file}” ফাইলে DOCTYPE ঘোষণা আছে, যা নেওয়া হয় না। সম্পাদক থেকে ফাইলটি আবার সংরক্ষণ করুন।",
        "“{file}” carries a DOCTYPE declaration, which is not accepted. Save the file again from the editor.",
    ),
    "file_encoding": (
        "“{file}” ফাইলের অক্ষর-সংকেত পড়া গেল না। ফাইলটি UTF-8 হিসাবে সংরক্ষণ করুন।",
        "The character encoding of “{file}” cannot be read. Save the file as UTF-8.",
    ),
    "file_malformed": (
        "“{file}” একটি সুগঠিত XML ফাইল নয় ({detail})। সম্পাদক থেকে আবার সংরক্ষণ করুন।",
        "“{file}” is not well-formed XML ({detail}). Save it again from the editor.",
    ),
    "not_bpmn": (
        "“{file}” কোনো BPMN 2.0 চিত্র নয়। BPMN সম্পাদকে আঁকা ফাইল দিন।",
        "“{file}” is not a BPMN 2.0 diagram. Give a file drawn in a BPMN editor.",
    ),
    "schema": (
        "“{file}”, পঙ্‌ক্তি {line}: BPMN 2.0-এর নিয়মে মেলে না ({detail})। সম্পাদকে খুলে উপাদানটি আবার আঁকুন।",
        "“{file}”, line {line}: not according to BPMN 2.0 ({detail}). Open it in the editor and draw the element again.",
    ),
    "not_runnable": (
        "এই কার্যপথটি চালানো যায় না: {detail}। চিহ্নিত অংশটি আবার আঁকুন।",
        "This flow cannot be run: {detail}. Draw the part named there again.",
    ),
    # processes
    "process_missing": (
        "“{file}” ফাইলে কোনো প্রক্রিয়া আঁকা নেই। শুরু থেকে শেষ পর্যন্ত একটি প্রক্রিয়া আঁকুন।",
        "No process is drawn in “{file}”. Draw one from a start to an end event.",
    ),
    "process_id": (
        "একটি প্রক্রিয়ার পরিচয় (id) নেই। তাকে একটি id দিন।",
        "A process has no id. Give it one.",
    ),
    "process_unnamed": (
        "“{label}” প্রক্রিয়ার নাম নেই। বাংলায় একটি নাম দিন।",
        "Process “{label}” has no name. Give it a Bengali name.",
    ),
    "process_not_executable": (
        "প্রক্রিয়া “{label}” চালানোর জন্য নয় বলে চিহ্নিত। চালাতে হলে isExecutable “true” করুন।",
        "Process “{label}” is marked as not executable. Set isExecutable to “true” if it is to run.",
    ),
    "process_profile": (
        "“{label}” প্রক্রিয়ার প্রোফাইল “{value}” অজানা। WB, BD বা both লিখুন।",
        "Profile “{value}” of process “{label}” is unknown. Write WB, BD or both.",
    ),
    "process_unused": (
        "প্রক্রিয়া “{label}” কেউ ডাকে না, তাই চলবে না। ব্যবহার করুন বা বাদ দিন।",
        "Nothing calls process “{label}”, so it will not run. Call it or remove it.",
    ),
    "several_processes": (
        "“{file}” ফাইলে একাধিক প্রক্রিয়া আছে; প্রথমটি, “{label}”, মূল কার্যপথ হিসাবে চলবে। বাকিগুলি আলাদা ফাইলে রাখুন।",
        "“{file}” holds several processes; the first, “{label}”, runs as the flow. Keep the others in files of their own.",
    ),
    "duplicate_id": (
        "“{label}” পরিচয়টি (id) একাধিক জায়গায় আছে। প্রতিটি উপাদানকে আলাদা id দিন।",
        "The id of “{label}” is used more than once in the flow and its shared parts. Give each element an id of its own.",
    ),
    "id_missing": (
        "একটি উপাদানের ({kind}) id নেই। তাকে একটি id দিন।",
        "An element ({kind}) has no id. Give it one.",
    ),
    "id_reserved": (
        "“{id}” পরিচয়টি (id) ইঞ্জিন নিজে ব্যবহার করে। “{label}” অংশকে অন্য id দিন, যেমন Start_1।",
        "The id “{id}” is used by the engine itself. Give “{label}” another id, for example Start_1.",
    ),
    "id_characters": (
        "“{label}” অংশের id “{id}” চলে না। ইংরেজি অক্ষর, সংখ্যা ও _ দিয়ে লিখুন, অক্ষর দিয়ে শুরু করে।",
        "The id “{id}” of “{label}” is not usable. Write it with English letters, digits and _, beginning with a letter.",
    ),
    "too_many_nodes": (
        "কার্যপথ ও সাধারণ অংশে মোট {count}টি উপাদান; সর্বোচ্চ {most}টি চলে। ছোট সাধারণ অংশে ভাগ করুন বা ধাপ কমান।",
        "The flow and its shared parts have {count} elements; at most {most} are allowed. Use fewer stages.",
    ),
    # the judgement itself
    "check_time": (
        "কার্যপথটি পরীক্ষা করতে {seconds} সেকেন্ডের বেশি লাগছিল, তাই পরীক্ষা থামানো হয়েছে। খসড়া যেমন ছিল তেমনই আছে; "
        "শেষ বদলটি ছোট করুন বা ফিরিয়ে নিন।",
        "Checking the flow took more than {seconds} seconds, so the check was stopped. The draft is kept as it is; "
        "make the last change smaller or take it back.",
    ),
    "check_memory": (
        "কার্যপথটি পরীক্ষা করতে খুব বেশি মেমরি লাগছিল, তাই পরীক্ষা থামানো হয়েছে। খসড়া যেমন ছিল তেমনই আছে; "
        "শেষ বদলটি ছোট করুন বা ফিরিয়ে নিন।",
        "Checking the flow took too much memory, so the check was stopped. The draft is kept as it is; "
        "make the last change smaller or take it back.",
    ),
    # names and pictures
    "hidden_characters": (
        "“{label}” অংশে এমন লুকোনো অক্ষর আছে ({value}) যা লেখাকে অন্য রকম দেখায়। লেখাটি মুছে আবার হাতে লিখুন।",
        "“{label}” carries hidden characters ({value}) that make text look other than it is. Delete the text and type it again.",
    ),
    "picture_missing": (
        "“{label}” অংশের কোনো ছবি আঁকা নেই, তাই কেউ তা দেখতে বা বদলাতে পারবেন না। সম্পাদকে ছবিসহ আঁকুন।",
        "“{label}” has no picture, so nobody could see or change it. Draw it with its picture in the editor.",
    ),
    "shape_missing": (
        "“{label}” ছবিতে নেই, তাই ফাইল সেখানে থাকলে দেখা যাবে না। উপাদানটি আবার আঁকুন বা মুছুন।",
        "“{label}” is not in the picture, so a file standing there would not be seen. Draw it again or remove it.",
    ),
    "arrow_missing": (
        "“{label}” থেকে “{target}” অংশে যাওয়ার তীর ছবিতে নেই। তীরটি আবার আঁকুন।",
        "The arrow from “{label}” to “{target}” is not in the picture. Draw it again.",
    ),
    # start, end, ways
    "start_count": (
        "“{label}” অংশে শুরুর ঘটনা {count}টি; ঠিক একটি রাখুন।",
        "“{label}” has {count} start events; keep exactly one.",
    ),
    "start_event": (
        "শুরুর ঘটনা “{label}” কোনো বার্তা বা সময়ে বাঁধা যাবে না। সাধারণ শুরু আঁকুন; আবেদন গৃহীত হলে কার্যপথ শুরু হয়।",
        "Start event “{label}” may not wait for a message or a time. Draw a plain start; a flow begins when it is received.",
    ),
    "start_incoming": (
        "“{label}” শুরুর ঘটনায় তীর ঢুকেছে। তীরটি পরের ধাপে নিন।",
        "A flow enters start event “{label}”. Lead it to the next stage instead.",
    ),
    "end_missing": (
        "“{label}” অংশে শেষের ঘটনা নেই। অন্তত একটি শেষ আঁকুন।",
        "“{label}” has no end event. Draw at least one.",
    ),
    "end_outgoing": (
        "শেষের ঘটনা “{label}” থেকে তীর বেরিয়েছে। তীরটি মুছুন।",
        "A flow leaves end event “{label}”. Remove it.",
    ),
    "end_disposal": (
        "“{label}” শেষের ঘটনার নিষ্পত্তি “{value}” অজানা। disposed, rejected, withdrawn বা filed লিখুন।",
        "Disposal “{value}” of end event “{label}” is unknown. Write disposed, rejected, withdrawn or filed.",
    ),
    "end_disposal_missing": (
        "“{label}” অংশে বিষয়টি কীভাবে শেষ হয় তা বাছা হয়নি। নিষ্পন্ন, নামঞ্জুর, প্রত্যাহৃত বা নথিজাত বাছুন।",
        "“{label}” does not say how the matter ends. Choose disposed of, rejected, withdrawn or filed without action.",
    ),
    "flow_dangling": (
        "একটি তীর “{id}” কোনো উপাদানে যুক্ত নয় ({end}: “{ref}”)। দুই প্রান্ত একই প্রক্রিয়ার উপাদানে জুড়ুন।",
        "Flow “{id}” hangs in the air ({end}: “{ref}”). Join both ends to elements of the same process.",
    ),
    "flow_double": (
        "“{label}” থেকে একই উপাদানে দুটি তীর গেছে। একটি রাখুন; শর্ত দুটি থাকলে || দিয়ে জুড়ুন।",
        "Two flows lead from “{label}” to the same element. Keep one; join two conditions with ||.",
    ),
    "unreachable": (
        "“{label}” অংশে শুরু থেকে পৌঁছানো যায় না। একটি তীর দিয়ে জুড়ুন বা মুছুন।",
        "“{label}” cannot be reached from the start. Join it with a flow or remove it.",
    ),
    "dead_end": (
        "“{label}” অংশের পরে কিছু নেই। পরের ধাপে বা একটি শেষে নিন।",
        "Nothing follows “{label}”. Lead it to the next stage or to an end event.",
    ),
    "no_way_to_end": (
        "“{label}” থেকে কোনো শেষে পৌঁছানো যায় না। ঘূর্ণি থেকে বেরোনোর পথ আঁকুন।",
        "No end event can be reached from “{label}”. Draw a way out of the loop.",
    ),
    "many_outgoing": (
        "“{label}” থেকে একাধিক তীর বেরিয়েছে। তার পরে একটি গেটওয়ে আঁকুন: বাছাইয়ের জন্য X, একসঙ্গে চলার জন্য +।",
        "Several flows leave “{label}”. Draw a gateway after it: X to choose, + to go on at the same time.",
    ),
    "loop_without_wait": (
        "“{label}” এমন এক ঘূর্ণিতে আছে যেখানে কেউ বা কিছু অপেক্ষা করে না; তা থামবে না। ঘূর্ণিতে একটি ধাপ রাখুন।",
        "“{label}” is in a loop in which nothing waits, so it would never stop. Put a stage into the loop.",
    ),
    # gateways
    "default_missing": (
        "“{label}” গেটওয়ের ডিফল্ট পথ নেই। কোনো শর্ত না মিললে কোন পথে যাবে তা চিহ্নিত করুন।",
        "Gateway “{label}” has no default flow. Mark the way to take when no condition holds.",
    ),
    "default_foreign": (
        "“{label}” অংশের ডিফল্ট পথ “{ref}” তার নিজের তীর নয়। তার একটি বেরোনো তীর বাছুন।",
        "The default flow “{ref}” of “{label}” is not one of its own. Choose one of the flows that leave it.",
    ),
    "default_condition": (
        "“{label}” গেটওয়ের ডিফল্ট পথে শর্ত আছে। শর্তটি মুছুন বা অন্য পথকে ডিফল্ট করুন।",
        "The default flow of gateway “{label}” has a condition. Remove it or make another flow the default.",
    ),
    "condition_missing": (
        "গেটওয়ে “{label}” থেকে “{target}” অংশে যাওয়ার শর্ত নেই। একটি শর্ত লিখুন বা এটিকে ডিফল্ট করুন।",
        "The way from gateway “{label}” to “{target}” has no condition. Write one or make it the default.",
    ),
    "condition_misplaced": (
        "“{label}” থেকে বেরোনো তীরে শর্ত আছে, যা সেখানে মানা হয় না। শর্তটি একটি X গেটওয়ের পরে রাখুন।",
        "A flow leaving “{label}” has a condition, which is not heeded there. Put it after an X gateway.",
    ),
    "event_gateway_ways": (
        "“{label}” ঘটনা-গেটওয়ের পরে অন্তত দুটি অপেক্ষা (বার্তা বা সময়সীমা) আঁকুন, আর কিছু নয়।",
        "After event gateway “{label}” draw at least two waits (message or time limit), and nothing else.",
    ),
    "event_gateway_shared": (
        "“{label}” ঘটনা-গেটওয়ের পরে আছে, তাই অন্য কোনো তীর তাতে ঢুকতে পারে না। আলাদা অপেক্ষা আঁকুন।",
        "“{label}” follows an event gateway, so no other flow may enter it. Draw a wait of its own for the other way.",
    ),
    # events
    "event_kind": (
        "“{label}” কিসের অপেক্ষা করে তা বোঝা যায় না। একটি বার্তা বা একটি সময়সীমা দিন।",
        "It is not clear what “{label}” waits for. Give it one message or one time limit.",
    ),
    "limit_missing": (
        "“{label}” অংশে সময়সীমা বাছা হয়নি। তালিকা থেকে একটি সময়সীমা বাছুন; দিন গোনা হয় কার্যালয়ের তালিকা থেকে।",
        "No time limit is chosen for “{label}”. Choose one from the list; the days come from the office's table.",
    ),
    "limit_duration": (
        "“{label}” অংশে সময় বা চক্র সরাসরি লেখা আছে। অংশটি মুছে আবার আঁকুন, তার পরে তালিকা থেকে সময়সীমা বাছুন।",
        "A time or cycle is written into “{label}”. Remove the part, draw it again and choose a time limit from the list.",
    ),
    "message_missing": (
        "“{label}” কোন বার্তার অপেক্ষা করে তা লেখা নেই। নামসহ একটি বার্তা বাছুন।",
        "“{label}” does not say which message it waits for. Choose a message that has a name.",
    ),
    "boundary_host": (
        "“{label}” কোনো ধাপের গায়ে বসানো নেই। একটি ধাপ, সেবা বা সাধারণ অংশের গায়ে বসান।",
        "“{label}” is not attached to a stage. Attach it to a stage, a service or a shared part.",
    ),
    "boundary_incoming": (
        "“{label}” ধাপের গায়ের ঘটনা; তাতে তীর ঢুকতে পারে না। তীরটি মুছুন।",
        "“{label}” sits on a stage; no flow may enter it. Remove that flow.",
    ),
    "boundary_error": (
        "ত্রুটির ঘটনা “{label}” কেবল সাধারণ অংশের গায়ে বসে এবং সেটি থামিয়ে দেয়। সেভাবে আঁকুন।",
        "Error event “{label}” sits only on a shared part and interrupts it. Draw it so.",
    ),
    # stages
    "stage_unnamed": (
        "“{label}”: বাংলা নাম নেই। কর্মী তালিকায় যে নাম দেখবেন তা লিখুন।",
        "“{label}” has no Bengali name. Write the name that officers see on their desk.",
    ),
    "name_en_missing": (
        "“{label}” অংশের ইংরেজি নাম নেই। একটি ইংরেজি নাম দিন।",
        "“{label}” has no English name. Give it one.",
    ),
    "assign": (
        "ধাপ “{label}” কার কাছে যাবে তা ঠিক বাছা নেই (“{value}”)। প্রধান, মার্ক করা আধিকারিক, শুরু করা পদ, সেকশন, "
        "কোনো পদ, পদমর্যাদা বা কমিটি বেছে নিন।",
        "It is not clear who gets stage “{label}” (“{value}”). Choose the head, the marked officer, the starter, a "
        "section, a post, a rank or a committee.",
    ),
    "body_channel": (
        "“{label}” ধাপটি কমিটির: নথি সদস্য-সচিবের কাছে থাকে। ‘এই ধাপে নথি কত দূর যেতে পারে’ ঘরে এক ডেস্কেই থাকা বাছুন।",
        "Stage “{label}” is a committee's: the file stays with its member-secretary. Choose one desk under “How it may travel meanwhile”.",
    ),
    "body_form": (
        "“{label}” ধাপটি কমিটির স্বাক্ষরিত কার্যবিবরণীতে শেষ হয়। এতে ফর্মের ঘর, একাধিক প্রাপক বা পদ-বাছা ফলাফল রাখবেন না; পরের ধাপে রাখুন।",
        "Stage “{label}” is ended by a committee's signed minutes. Keep form fields, several recipients and outcomes that name a post for the stage after it.",
    ),
    "channel": (
        "“{label}” ধাপে নথি কত দূর যেতে পারে, তা ঠিক বাছা নেই (“{value}”)। ‘এই ধাপে নথি কত দূর যেতে পারে’ ঘরে একটি বাছুন।",
        "How the file may travel meanwhile at stage “{label}” is not chosen well (“{value}”). Choose one under “How it may travel meanwhile”.",
    ),
    "levels": (
        "“{label}” ধাপের ‘সিদ্ধান্ত পর্যন্ত সর্বাধিক স্তর’ ঘরে “{value}” কোনো সংখ্যা নয়। ১ থেকে ৯৯ লিখুন।",
        "“{value}” under “Most levels to a decision” of stage “{label}” is not a number. Write 1 to 99.",
    ),
    "levels_many": (
        "ধাপ “{label}” সিদ্ধান্তের আগে {value} স্তর পেরোতে পারে। চারটির বেশি স্তর কেবল দরকার হলে রাখুন।",
        "Stage “{label}” may pass {value} levels before a decision. Keep more than four only where it is needed.",
    ),
    "yes_no": (
        "“{label}” অংশে {name}=“{value}” লেখা; yes বা no লিখুন।",
        "“{label}” says {name}=“{value}”; write yes or no.",
    ),
    "outcome_missing": (
        "ধাপ “{label}” কী ফলে শেষ হয় তা লেখা নেই। অন্তত একটি ফল যোগ করুন।",
        "Stage “{label}” has no outcome. Add at least one way to leave it.",
    ),
    "outcome_id": (
        "“{label}” ধাপের একটি ফলের ‘শর্তে লেখার সংক্ষিপ্ত নাম’ (“{value}”) চলে না বা দুবার আছে। ইংরেজি অক্ষরে আলাদা নাম দিন।",
        "An outcome of stage “{label}” has a short name used on the arrows (“{value}”) that is not usable or is used twice. Give each its own.",
    ),
    "outcome_label": (
        "“{label}” ধাপের “{value}” ফলের ‘বাংলায় ফল’ বা ‘ইংরেজিতে ফল’ লেখা নেই। দুটিই লিখুন।",
        "Outcome “{value}” of stage “{label}” lacks “Outcome in Bengali” or “Outcome in English”. Write both.",
    ),
    "outcome_power": (
        "“{label}” ধাপের “{value}” ফলে ‘যে ক্ষমতা লাগে’ ঠিক বাছা নেই (“{power}”)। তালিকার একটি বাছুন, যেমন নোট লেখা, সুপারিশ বা সিদ্ধান্ত।",
        "“Power it needs” is not chosen well (“{power}”) for outcome “{value}” of stage “{label}”. Choose one of the list, such as note, recommend or decide.",
    ),
    "rehearse": (
        "“{label}” ধাপে মহড়ার ফল “{value}” তার ফলের তালিকায় নেই। ধাপের ফলের একটি বাছুন।",
        "The rehearsal outcome “{value}” of stage “{label}” is not one of its outcomes. Choose one of them.",
    ),
    "field": (
        "“{label}” ধাপের ঘর “{value}” অসম্পূর্ণ বা দুবার আছে। দুই ভাষায় নাম, কী লেখা হবে, আর ইংরেজি অক্ষরে নিজস্ব ছোট নাম "
        "দিন; তালিকা হলে তালিকাটি লিখুন।",
        "Field “{value}” of stage “{label}” is incomplete or appears twice. Give its names in both languages, what is "
        "written in it, and a short name of its own in English letters; for a list, the list.",
    ),
    "field_outcome": (
        "“{label}” ধাপের ঘর “{value}” এমন ফলের (“{outcome}”) জন্য, যা ধাপটির তালিকায় নেই। তালিকার একটি বাছুন।",
        "Field “{value}” of stage “{label}” is asked for the outcome “{outcome}”, which the stage does not have. "
        "Choose among its outcomes.",
    ),
    "field_tells": (
        "“{label}” ধাপের ঘর “{value}” আবেদনকারীকে যা জানায় (“{tells}”) তা চলে না। যে লেখার উপর পথ নির্ভর করে না, শুধু সেটিই "
        "তাঁকে জানানো যায়: প্রশ্ন (question) বা কারণ (reason) হিসাবে।",
        "What field “{value}” of stage “{label}” tells the applicant (“{tells}”) is not usable. Only a text on which "
        "no way depends can be told him: as what he is asked (question) or as the reason (reason).",
    ),
    "fact": (
        "তথ্য “{value}” ঠিক ঘোষণা করা নেই, বা দুই ধরনে ঘোষিত। ইংরেজি অক্ষরে ছোট নাম ও সব জায়গায় একই ধরন (number, text, date, "
        "boolean, choice) দিন।",
        "Fact “{value}” is not declared well, or with two types. Give a short name in English letters and the same "
        "type everywhere (number, text, date, boolean, choice).",
    ),
    "opens": (
        "“{label}” অংশের পরে একসঙ্গে একাধিক ধাপ আলাদা পার্ট ফাইল খোলে না ({value})। একটি ছাড়া সবগুলিতে ‘আলাদা পার্ট ফাইল খুলবে’ বাছুন।",
        "After “{label}” several stages at once open no part file of their own ({value}). Tick “Opens a part file of its own” on all but one.",
    ),
    "sla_name": (
        "“{label}” অংশের সময়সীমা “{value}” চলে না। তালিকা থেকে অন্য একটি বাছুন, বা নতুন সময়সীমা যোগ করুন।",
        "The time limit “{value}” of “{label}” is not usable. Choose another from the list, or add a time limit.",
    ),
    # multi-instance
    "multiple_only_stages": (
        "“{label}” একাধিকবার চলতে পারে না; কেবল ব্যক্তির ধাপ পারে। একটি ধাপকে বহু-প্রাপক করুন।",
        "“{label}” may not run several times; only a stage may. Make a stage go to several recipients.",
    ),
    "cardinality_missing": (
        "ধাপ “{label}” কতজনের কাছে যাবে তা লেখা নেই। loopCardinality-তে সংখ্যা বা তথ্য লিখুন, যেমন facts.recipients।",
        "It is not said how many get stage “{label}”. Write a number or a fact in loopCardinality, such as facts.recipients.",
    ),
    "cardinality_range": (
        "ধাপ “{label}” {value} জনের কাছে যেতে পারে না; ১ থেকে {most} লিখুন।",
        "Stage “{label}” cannot go to {value} recipients; write 1 to {most}.",
    ),
    # services, decisions, calls
    "service_missing": (
        "“{label}” অংশে কী করা হয় তা বাছা হয়নি। ‘কী করা হয়’ ঘরে একটি কাজ বাছুন।",
        "“{label}” does not say what is done. Choose one under “What is done”.",
    ),
    "service_unknown": (
        "“{label}” অংশে যে কাজ বাছা আছে (“{value}”), তা এখানে নেই। ‘কী করা হয়’ ঘরে অন্য একটি বাছুন।",
        "What “{label}” is to do (“{value}”) is not known here. Choose another under “What is done”.",
    ),
    "param": (
        "“{label}” সেবার একটি পরামিতির নাম নেই বা দুবার আছে। প্রতিটিকে আলাদা নাম দিন।",
        "A parameter of service task “{label}” has no name or a repeated one. Give each a name of its own.",
    ),
    "decision_missing": (
        "“{label}” নিয়মের ধাপের সারণি “{value}” কার্যপথে নেই। তার .dmn ফাইল যোগ করুন বা অন্য সারণি বাছুন।",
        "The table “{value}” of rule task “{label}” is not in the flow. Add its .dmn file or choose another table.",
    ),
    "table_policy": (
        "“{table}” সারণির নিয়ম “{value}” চলে না। UNIQUE বা FIRST বাছুন।",
        "Hit policy “{value}” of table “{table}” is not allowed. Choose UNIQUE or FIRST.",
    ),
    "table_shape": (
        "সারণি “{table}” অসম্পূর্ণ ({detail})। প্রতিটি সারিতে সব স্তম্ভের ঘর পূরণ করুন।",
        "Table “{table}” is incomplete ({detail}). Give every row a cell for every column.",
    ),
    "table_output": (
        "সারণি “{table}” যে তথ্য লেখে, “{value}”, তা ঘোষিত নয়। কার্যপথের তথ্যের তালিকায় ঘোষণা করুন।",
        "Table “{table}” writes the fact “{value}”, which is not declared. Declare it among the facts of the flow.",
    ),
    "table_cell": (
        "সারণি “{table}”, {place}: {why_bn}",
        "Table “{table}”, {place}: {why_en}",
    ),
    "call_dynamic": (
        "“{label}” অংশের জন্য সাধারণ অংশ এখনও বাছা হয়নি। ‘কোনটি’ ঘরে একটি সাধারণ অংশ বাছুন।",
        "No shared part is chosen for “{label}” yet. Choose one under “Which one”.",
    ),
    "call_missing": (
        "“{label}” অংশে যে সাধারণ অংশ বাছা আছে (“{value}”), তা কার্যপথে নেই। ‘কোনটি’ ঘরে অন্য একটি বাছুন।",
        "The shared part chosen for “{label}” (“{value}”) is not in the flow. Choose another under “Which one”.",
    ),
    "call_cycle": (
        "“{label}” ঘুরে নিজেকেই ডাকে ({value})। পুনরাবৃত্তি চাইলে তীর দিয়ে ফেরান।",
        "“{label}” comes round to call its own flow ({value}). To repeat something, lead a flow back instead.",
    ),
    "call_depth": (
        "“{label}” সাধারণ অংশের {value} স্তর নিচে; সর্বোচ্চ {most} স্তর চলে। মাঝের স্তর তুলে দিন।",
        "“{label}” lies {value} shared parts deep; at most {most} are allowed. Take out a level between.",
    ),
    # foreign
    "script": (
        "“{label}” অংশে স্ক্রিপ্ট আছে, যা এখানে চলে না। কাজটি নিবন্ধিত সেবা বা সিদ্ধান্ত-সারণি দিয়ে করুন।",
        "“{label}” carries a script, which does not run here. Do it with a registered service or a decision table.",
    ),
    "compensation": (
        "“{label}” ক্ষতিপূরণের জন্য চিহ্নিত, যা এখানে চলে না। ফেরানোর পথ ধাপ দিয়ে আঁকুন।",
        "“{label}” is marked for compensation, which does not run here. Draw the way back as stages.",
    ),
    "foreign_extension": (
        "“{label}” অংশে অন্য সফটওয়্যারের বৈশিষ্ট্য আছে ({value}); সেগুলি মানা হবে না। দরকারিগুলি gp বৈশিষ্ট্যে লিখুন।",
        "“{label}” has properties of other software ({value}); they are not heeded. Write what is needed as gp properties.",
    ),
    # expressions
    "expression": (
        "“{label}” অংশের শর্ত “{text}” চলে না। {why_bn}",
        "The expression “{text}” of “{label}” is not usable. {why_en}",
    ),
}

REASONS: Final[dict[str, tuple[str, str]]] = {
    "expression_empty": ("একটি শর্ত লিখুন।", "Write a condition."),
    "expression_too_long": (
        "৫০০ অক্ষরের কম রাখুন; লম্বা নিয়ম সিদ্ধান্ত-সারণিতে লিখুন।",
        "Keep it under 500 characters; write a long rule as a decision table.",
    ),
    "expression_macros": (
        "all, exists, map, filter-এর একটির বেশি চলে না; নিয়মটি সারণিতে লিখুন।",
        "Use at most one of all, exists, map, filter; write the rule as a table.",
    ),
    "expression_bare_facts": (
        "তথ্য নাম ধরে লিখুন: facts.<নাম>।",
        "Name each fact: facts.<name>.",
    ),
    "expression_unknown_fact": (
        "তথ্য “{detail}” ঘোষিত নয়। কার্যপথের তথ্যের তালিকায় বা ফর্মের তথ্য-ক্ষেত্রে ঘোষণা করুন।",
        "The fact “{detail}” is not declared. Declare it among the facts of the flow, or take a field that is a fact.",
    ),
    "expression_unknown_variable": (
        "“{detail}” এখানে জানা নয়। facts.<নাম> লিখুন; outcome কেবল ধাপের ঠিক পরের গেটওয়েতে চলে, "
        "অন্যত্র facts.<ধাপ>_outcome।",
        "“{detail}” is not known here. Write facts.<name>; outcome works only on the gateway directly after a stage, "
        "elsewhere write facts.<stage>_outcome.",
    ),
    "expression_unknown_outcome": (
        "“{detail}” আগের ধাপের কোনো ফল নয়। ধাপের ফলের id লিখুন।",
        "“{detail}” is not an outcome of the stage before. Write the id of one of its outcomes.",
    ),
    "expression_not_boolean": (
        "উত্তরটি হ্যাঁ বা না হতে হবে, কিন্তু এটি দেয় “{detail}”। একটি তুলনা লিখুন, যেমন outcome == 'approve' বা facts.fee > 100।",
        "Its answer must be yes or no, but it gives “{detail}”. Write a comparison, for example outcome == 'approve' or facts.fee > 100.",
    ),
    "expression_not_number": (
        "উত্তরটি একটি সংখ্যা হতে হবে, কিন্তু এটি দেয় “{detail}”। একটি সংখ্যা বা সংখ্যার তথ্য লিখুন।",
        "Its answer must be a number, but it gives “{detail}”. Write a number or a number fact.",
    ),
    "expression_types": (
        "দুই পাশের ধরন মেলে না, তাই হিসাব হয় না ({detail})। সংখ্যার সঙ্গে সংখ্যা, লেখার সঙ্গে লেখা মেলান; "
        "ভাঙা সংখ্যার হিসাবে double(...) লিখুন।",
        "The two sides are of different types, so it cannot be computed ({detail}). Compare numbers with numbers and "
        "text with text; write double(...) to compute with fractions.",
    ),
    "expression_never": (
        "এর কোনো উত্তরই হয় না, যেমন শূন্য দিয়ে ভাগ। একটি তুলনা লিখুন, যেমন facts.fee > 100।",
        "It never has an answer, as when dividing by zero. Write a comparison, for example facts.fee > 100.",
    ),
    "expression_function": (
        "“{detail}” ফাংশনটি চলে না। তুলনা, &&, ||, in, contains, startsWith ও endsWith চলে।",
        "The function “{detail}” is not allowed. Comparisons, &&, ||, in, contains, startsWith and endsWith are.",
    ),
    "expression_size": (
        "size() বাংলা লেখায় ভুল গোনে, তাই চলে না। লেখার বদলে একটি সংখ্যার তথ্য ব্যবহার করুন।",
        "size() counts Bengali text wrongly, so it is not allowed. Use a number fact instead.",
    ),
    "expression_juel": (
        "এটি অন্য সফটওয়্যারের ভাষা (JUEL)। ${{ }} বাদ দিয়ে CEL-এ লিখুন, যেমন facts.valid == true।",
        "This is another software's language (JUEL). Write it in CEL without ${{ }}, for example facts.valid == true.",
    ),
    "expression_syntax": (
        "লেখাটি বোঝা গেল না ({detail})। যেমন লিখুন: outcome == 'approve' বা facts.fee > 100।",
        "It cannot be understood ({detail}). Write it like outcome == 'approve' or facts.fee > 100.",
    ),
}

_STAGE = ("একটি ধাপ (user task) আঁকুন।", "Draw a stage (user task) instead.")
_SERVICE = ("নিবন্ধিত সেবার কাজ (service task) আঁকুন।", "Draw a service task with a registered service instead.")
_FIELDS = ("তথ্য ধাপের ফর্মে রাখুন।", "Keep data in form fields of a stage.")
_CATCH = ("বার্তা বা সময়সীমার অপেক্ষা আঁকুন।", "Draw a wait for a message or a time limit instead.")
_GATEWAY = ("X, + বা O গেটওয়ে দিয়ে আঁকুন।", "Draw it with X, + or O gateways instead.")
_SUBFLOW = ("সাধারণ অংশ আঁকুন।", "Draw a shared part instead.")

KINDS: Final[dict[str, tuple[str, str, str, str]]] = {
    "scriptTask": ("স্ক্রিপ্টের কাজ", "script task", *_SERVICE),
    "task": ("ধরনহীন কাজ", "task without a kind", *_STAGE),
    "manualTask": ("হাতে করা কাজ", "manual task", *_STAGE),
    "sendTask": ("পাঠানোর কাজ", "send task", *_SERVICE),
    "receiveTask": ("গ্রহণের কাজ", "receive task", *_CATCH),
    "intermediateThrowEvent": ("মধ্যবর্তী প্রেরণ-ঘটনা", "throwing event", *_SERVICE),
    "complexGateway": ("জটিল গেটওয়ে", "complex gateway", *_GATEWAY),
    "adHocSubProcess": ("অনির্ধারিত উপ-প্রক্রিয়া", "ad-hoc sub-process", *_SUBFLOW),
    "transaction": ("লেনদেন উপ-প্রক্রিয়া", "transaction", *_SUBFLOW),
    "eventSubProcess": (
        "ঘটনা উপ-প্রক্রিয়া",
        "event sub-process",
        "ধাপের গায়ে সময়সীমা বা বার্তা বসান।",
        "Attach a time limit or message to the stage instead.",
    ),
    "dataStore": ("তথ্যভাণ্ডার", "data store", *_FIELDS),
    "dataStoreReference": ("তথ্যভাণ্ডার", "data store", *_FIELDS),
    "dataObject": ("তথ্যবস্তু", "data object", *_FIELDS),
    "dataObjectReference": ("তথ্যবস্তু", "data object", *_FIELDS),
    "ioSpecification": ("ইনপুট-আউটপুট বিবরণ", "data input or output", *_FIELDS),
    "property": ("বৈশিষ্ট্য", "property", *_FIELDS),
    "dataInputAssociation": ("তথ্য-সংযোগ", "data association", *_FIELDS),
    "dataOutputAssociation": ("তথ্য-সংযোগ", "data association", *_FIELDS),
    "standardLoopCharacteristics": (
        "নিজে-ঘোরা কাজ",
        "looping activity",
        "আগের ধাপে তীর ফিরিয়ে ঘূর্ণি আঁকুন।",
        "Draw the loop as a flow back to an earlier stage instead.",
    ),
    "signal": ("সংকেত", "signal", *_CATCH),
    "signalEventDefinition": ("সংকেত-ঘটনা", "signal event", *_CATCH),
    "conditionalEventDefinition": ("শর্ত-ঘটনা", "conditional event", *_CATCH),
    "linkEventDefinition": (
        "সংযোগ-ঘটনা",
        "link event",
        "তীর টেনে জুড়ুন।",
        "Join the two places with a flow instead.",
    ),
    "escalation": ("ঊর্ধ্বগতি", "escalation", *_CATCH),
    "escalationEventDefinition": (
        "ঊর্ধ্বগতি-ঘটনা",
        "escalation event",
        "ধাপে সময়সীমা বাছুন; সময় পেরোলে ঊর্ধ্বতন জানবেন।",
        "Choose a time limit for the stage; the superior hears of it when it passes.",
    ),
    "compensateEventDefinition": (
        "ক্ষতিপূরণ-ঘটনা",
        "compensation event",
        "ফেরানোর পথ ধাপ দিয়ে আঁকুন।",
        "Draw the way back as stages instead.",
    ),
    "cancelEventDefinition": (
        "বাতিল-ঘটনা",
        "cancel event",
        "error বা terminate শেষ আঁকুন।",
        "Draw an error or terminate end instead.",
    ),
    "humanPerformer": (
        "সম্পাদক",
        "performer",
        "‘কে কাজ করবেন’ ঘরে বাছুন।",
        "Choose under “Who works it” instead.",
    ),
    "potentialOwner": (
        "সম্পাদক",
        "performer",
        "‘কে কাজ করবেন’ ঘরে বাছুন।",
        "Choose under “Who works it” instead.",
    ),
    "performer": ("সম্পাদক", "performer", "‘কে কাজ করবেন’ ঘরে বাছুন।", "Choose under “Who works it” instead."),
    "import": (
        "আমদানি",
        "import",
        "ফাইলটি কার্যপথে যোগ করুন।",
        "Add the file to the flow instead.",
    ),
    "choreography": ("সমবেত চিত্র", "choreography", *_SUBFLOW),
    "loopDataInputRef": (
        "তথ্য-ইনপুট পুনরাবৃত্তি",
        "loop over data",
        "loopCardinality-তে সংখ্যা লিখুন।",
        "Write a number in loopCardinality instead.",
    ),
}
