from django.urls import path

from suppliers.web import audits, inspect, private_files, shop, spot_checks, standing
from suppliers.web.vetting import application, bank_check, documents

app_name = "suppliers"
urlpatterns = [
    path("supplier/application/", application.overview, name="application"),
    path("supplier/application/checks/", application.checks, name="application_checks"),
    path("supplier/application/submit/", application.submit, name="application_submit"),
    path("supplier/application/withdraw/", application.withdraw, name="application_withdraw"),
    path("supplier/application/appeal/", application.appeal, name="application_appeal"),
    path("supplier/application/steps/<slug:slug>/", application.step, name="application_step"),
    path("supplier/bank-check/", bank_check.bank_check, name="bank_check"),
    path("supplier/documents/", documents.listing, name="documents"),
    path("documents/pages/<int:pk>/", private_files.document_page, name="document_page"),
    path("supplier/documents/<slug:kind>/", documents.renew, name="renew_document"),
    path(
        "supplier/documents/qualification/<slug:goods>/",
        documents.renew,
        {"kind": "qualification"},
        name="renew_qualification",
    ),
    path("supplier/shop/", shop.settings, name="settings"),
    path("supplier/shop/regions/", shop.sales, name="sales"),
    path("supplier/standing/", standing.page, name="standing"),
    path("supplier/standing/appeal/hold/<int:pk>/", standing.appeal_hold, name="appeal_hold"),
    path(
        "supplier/standing/appeal/points/<int:pk>/",
        standing.appeal_deduction,
        name="appeal_deduction",
    ),
    path("supplier/freight/", shop.freight_list, name="freight"),
    path("supplier/freight/new/", shop.freight_template, name="new_freight"),
    path("supplier/freight/<int:pk>/", shop.freight_template, name="freight_template"),
    path("supplier/audits/", audits.overview, name="audits"),
    path("supplier/audits/visits/<int:pk>/agree/", audits.agree, name="agree_to_visit"),
    path("supplier/audits/visits/<int:pk>/wish/", audits.wish, name="wish_for_visit"),
    path("supplier/audits/conditions/<int:pk>/", audits.answer, name="answer_condition"),
    path("supplier/audits/files/<int:pk>/", audits.file, name="condition_file"),
    path("inspect/", inspect.visits, name="inspect"),
    path("inspect/<int:pk>/", inspect.visit, name="inspect_visit"),
    path("inspect/<int:pk>/begin/", inspect.begin, name="inspect_begin"),
    path("inspect/<int:pk>/points/<int:item>/", inspect.answer, name="inspect_answer"),
    path("inspect/<int:pk>/photographs/", inspect.photograph, name="inspect_photo"),
    path("inspect/<int:pk>/report/", inspect.report, name="inspect_report"),
    path("inspect/photographs/<int:pk>-<int:size>/", inspect.photo, name="visit_photo"),
    path("supplier/spot-checks/", spot_checks.overview, name="spot_checks"),
    path("supplier/spot-checks/<int:pk>/retest/", spot_checks.retest, name="retest"),
]
